import { randomUUID } from 'node:crypto'
import t from 'tap'
import { dot } from '../../src/matching/dot.ts'
import { commandLine, itemsOf } from './command-line.ts'
import { startQdrant } from './qdrant-server.ts'

const POINTS = 600
const DIMENSIONS = 16

const points = Array.from({ length: POINTS }, (_, i) => ({
  id: i % 2 === 0 ? i : randomUUID(),
  payload: i === 5 ? null : { title: `Face ${i}`, ...i === 7 ? { id: 'own' } : {} },
  vector: Array.from({ length: DIMENSIONS }, (_, d) => Math.sin(i * 31 + d * 7 + 1))
}))

t.test('a collection of Qdrant, page by page; a second run writes nothing', async t => {
  const { run, corpus } = await commandLine(t)
  const qdrant = await startQdrant(t, { faces: { vectors: { size: DIMENSIONS, distance: 'Cosine' }, points } })
  const args = ['import', `${qdrant.url}/collections/faces`, '--name', 'faces', '--model', 'facenet', '--json']
  const first = await run(...args)
  t.equal(first.code, 0, first.stderr)
  t.match(JSON.parse(first.stdout), { items: POINTS, added: POINTS, unchanged: 0, embedded: 0, normalised: POINTS, wrote: true, dimensions: DIMENSIONS, model: 'facenet', left_out_count: 0 })
  t.match(first.stderr, /kept as those of "facenet", a model that is not here/)
  t.ok(qdrant.scrolls.every(({ limit }) => limit === 256))
  t.same(qdrant.scrolls.filter(({ with_vector: wanted }) => wanted === false).map(({ offset }) => offset), [undefined, points[256]!.id, points[512]!.id], 'the fields are looked through without the vectors')

  const faces = await corpus('faces')
  const items = await itemsOf(faces)
  t.same(new Set(items.map(({ id }) => id)), new Set(points.map(({ id }) => String(id))))
  t.same(await faces.item(String(points[5]!.id)), { id: String(points[5]!.id) })
  t.same(await faces.item(String(points[7]!.id)), { id: String(points[7]!.id), payload_id: 'own', title: 'Face 7' })
  const vector = Float32Array.from(points[9]!.vector)
  const length = Math.hypot(...vector)
  t.ok(dot((await faces.vectorOf(String(points[9]!.id)))!, 0, vector.map(value => value / length)) > 0.999999)

  qdrant.failNext = 2
  const second = await run(...args)
  t.match(JSON.parse(second.stdout), { items: POINTS, added: 0, updated: 0, unchanged: POINTS, wrote: false })
  t.equal((await corpus('faces')).info.version, faces.info.version)
})

t.test('named vectors, a key, and names that are not there', async t => {
  const { run, corpus } = await commandLine(t)
  const named = points.slice(0, 20).map(point => ({ ...point, vector: { front: point.vector, side: point.vector.slice(0, 4) } }))
  const qdrant = await startQdrant(t, { faces: { vectors: { front: { size: DIMENSIONS }, side: { size: 4 } }, points: named } }, 'secret')
  const before = process.env['QDRANT_API_KEY']
  t.teardown(() => { if (before === undefined) delete process.env['QDRANT_API_KEY']; else process.env['QDRANT_API_KEY'] = before })
  const args = ['import', `${qdrant.url}/collections/faces`, '--name', 'faces', '--model', 'facenet']
  delete process.env['QDRANT_API_KEY']
  t.match(await run(...args), { code: 1, stdout: '', stderr: /refuses without the right key\. Put it into the environment variable QDRANT_API_KEY/ })
  process.env['QDRANT_API_KEY'] = 'secret'
  t.match(await run(...args), { code: 1, stderr: /^Each point has several vectors \(front, side\)\. Say which with --vector/ })
  t.match(await run(...args, '--vector', 'fornt'), { code: 1, stderr: /--vector names "fornt", which the points do not have\. Did you mean "front"\?/ })
  t.match(await run('import', `${qdrant.url}/collections/fasces`, '--name', 'faces'), { code: 1, stderr: /^There is no collection "fasces" at http:\/\/127\.0\.0\.1:\d+\. Did you mean "faces"\?/ })
  t.match(await run('import', `${qdrant.url}/faces`, '--name', 'faces'), { code: 1, stderr: /is not the address of a collection, which looks like http/ })
  t.match(await run(...args, '--vector', 'side', '--json'), { code: 0, stdout: /"dimensions": 4,/ })
  t.equal((await corpus('faces')).info.items, 20)
})

t.test('made anew from the payload', async t => {
  const { run, corpus } = await commandLine(t)
  const qdrant = await startQdrant(t, { faces: { vectors: { size: DIMENSIONS }, points } })
  const { code, stdout, stderr } = await run('import', `${qdrant.url}/collections/faces`, '--name', 'faces', '--embed', '--template', '{title}', '--json')
  t.equal(code, 0, stderr)
  t.match(JSON.parse(stdout), { items: POINTS - 1, embedded: POINTS - 1, dimensions: 32, left_out: [{ point: 6, message: 'Point 6 has nothing to embed: title is empty.' }] })
  t.ok(qdrant.scrolls.every(({ with_vector: wanted }) => wanted === false))
  t.equal((await corpus('faces')).info.model, 'test/tiny')
})
