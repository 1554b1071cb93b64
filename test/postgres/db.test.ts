import { randomBytes } from 'node:crypto'
import pg from 'pg'
import t from 'tap'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { connect } from '../../src/postgres/connect.ts'
import { measureRecall } from '../../src/postgres/recall.ts'
import { reindex } from '../../src/postgres/reindex.ts'
import { commandLine } from './command-line.ts'

const DIMENSIONS = 16
const ITEMS = 20_500

t.test('the state of a database, and an index that is built anew', async t => {
  const { run, database, extension, url, schema, connections } = await commandLine(t)
  const corpora = corporaIn(database, () => extension)
  const staged = await corpora.stage({ name: 'many', dimensions: DIMENSIONS, model: 'test/external', modelSha256: '', template: [] })
  const vector = (i: number) => {
    const numbers = Float32Array.from({ length: DIMENSIONS }, (_, d) => Math.sin(i * 12.9898 + d * 78.233) * 43758.5453 % 1)
    return numbers.map(value => value / Math.hypot(...numbers))
  }
  for (let at = 0; at < ITEMS; at += 1000) await corpora.upsert(staged.id, Array.from({ length: Math.min(1000, ITEMS - at) }, (_, i) => ({ item: { id: String(at + i) }, vector: vector(at + i), textHash: null })))

  const told = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('db', ...args)
    t.equal(code, 0, stderr)
    return { stdout, stderr }
  }
  const state = async () => JSON.parse((await told('--json')).stdout) as { corpora: { index: string, recall: { at_10: number, queries: number } | null }[], imports: object[] }
  t.match(await state(), { schema, transport: 'tcp', pgvector: { version: extension.version }, migrations: { done: ['0001-corpora', '0002-number', '0004-source'], pending: [] }, corpora: [], imports: [{ corpus: 'many', items: ITEMS }] })

  await corpora.publish(staged)
  t.match(await state(), { corpora: [{ name: 'many', items: ITEMS, dimensions: DIMENSIONS, index: 'none', recall: null }], imports: [] })
  t.match((await told('reindex', 'many')), { stdout: /^many: the index is valid; all indexes of its items take \d/, stderr: /^Building the index over 20500 vectors …\nClearing away rows that were deleted …\n$/ })
  const after = await state()
  t.match(after, { corpora: [{ index: 'valid', recall: { queries: 100 } }] })
  t.ok(after.corpora[0]!.recall!.at_10 > 0.95, String(after.corpora[0]!.recall!.at_10))
  t.match((await told()).stdout, /\nmany +20500 +16 +[\d.]+ MB +[\d.]+ MB +valid +[01]\.\d{3} of 100 searches +[\d.]+ \/ [\d.]+ ms +test\/external\n$/)
  t.match((await told('reindex', 'many')).stderr, /^Building anew the index over 20500 vectors …/)

  await t.test('what a build that failed has left is dropped', async t => {
    const table = `${pg.escapeIdentifier(schema)}.items_${staged.id}`
    await database.alone(`create index items_${staged.id}_embedding_ccnew on ${table} (dates)`)
    await database.transaction(async run => await run({ text: 'update pg_index set indisvalid = false where indexrelid = any($1::regclass[])', values: [[`items_${staged.id}_embedding_ccnew`, `items_${staged.id}_embedding`]] }))
    t.match(await told('--quick'), { stdout: /many .*invalid/, stderr: /The index of "many" is not valid, so searches compare all vectors\. Run: kindred db reindex many/ })
    t.match((await told('reindex', 'many')).stderr, new RegExp(`^Dropping items_${staged.id}_embedding, which .*\\nDropping items_${staged.id}_embedding_ccnew, .*\\nBuilding the index`))
    t.match(await state(), { corpora: [{ index: 'valid' }] })
    const [options] = await database.query([{ text: 'select reloptions from pg_class where oid = $1::regclass', values: [`items_${staged.id}`] }])
    t.same(options, [{ reloptions: null }], 'nothing is left of the settings')
  })

  await t.test('an old pgvector builds without parallel workers; a pooler that takes no settings is told', async t => {
    const connected = connect({ url, schema, transport: { wanted: 'tcp' }, timeoutMs: 60_000, connections, maintenanceMb: 64 })
    t.teardown(async () => await connected.database.close())
    await connected.migrate(false)
    const [row] = await connected.corpora.list()
    const steps: string[] = []
    await reindex({ ...connected, extension: () => ({ ...extension, version: '0.8.1' }) }, row!, { schema, maintenanceMb: 64, onStep: step => steps.push(step) })
    t.same(steps, ['Building anew the index over 20500 vectors …', 'Clearing away rows that were deleted …'])
    t.ok((await measureRecall(database, row!, { forMs: 0 }))!.queries === 1, 'a measurement keeps to its time')
  })
})

t.test('a small corpus needs no index, and what is not there is told', async t => {
  const { run, database, extension } = await commandLine(t)
  const corpora = corporaIn(database, () => extension)
  const staged = await corpora.stage({ name: 'pets', dimensions: 2, model: 'm', modelSha256: '', template: [] })
  await corpora.upsert(staged.id, [{ item: { id: '1' }, vector: Float32Array.of(1, 0), textHash: null }])
  await corpora.publish(staged)
  t.match(await run('db', 'reindex', 'pets'), { code: 0, stdout: 'pets: 1 items need no index; below 20000 all are compared, which is fast and exact.\n' })
  const wrong: [args: string[], stderr: RegExp][] = [
    [['reindex', 'pest'], /There is no corpus "pest" in the database\. Did you mean "pets"\?/],
    [['reindex'], /^Which corpus\?/],
    [['stat'], /There is no "kindred db stat"\. Did you mean "state"\?/],
    [['migrate', 'x'], /takes no name; "x" was given/]
  ]
  for (const [args, stderr] of wrong) t.match(await run('db', ...args), { code: 2, stdout: '', stderr })
})

t.test('a database that nothing has been done to is told as it is, and migrated when asked', async t => {
  const { run, environment, database } = await commandLine(t)
  const schema = `test_${randomBytes(6).toString('hex')}`
  t.teardown(async () => await database.alone(`drop schema if exists ${schema} cascade`))
  environment['DATABASE_SCHEMA'] = schema
  t.match(await run('db'), { code: 0, stdout: /Schema {6}"test_\w+": empty; not yet: 0001-corpora, /, stderr: 'The schema is not up to date. Run: kindred db migrate\n' })
  const [found] = await database.query([{ text: 'select 1 from pg_namespace where nspname = $1', values: [schema] }])
  t.same(found, [], 'telling changes nothing')
  t.match(await run('db', 'migrate'), { code: 0, stdout: `The schema "${schema}" has been brought up to date: 0001-corpora, 0002-number, 0004-source.\n` })
  t.match(await run('db', 'migrate', '--json'), { code: 0, stdout: JSON.stringify({ schema, migrated: [] }, null, 2) + '\n' })
  environment['DATABASE_URL'] = ''
  t.match(await run('db'), { code: 2, stderr: /^There is no database: DATABASE_URL is not set/ })
})

t.test('a corpus that somebody else has published is not dropped', async t => {
  const { database, extension } = await commandLine(t)
  const corpora = corporaIn(database, () => extension)
  const spec = { name: 'pets', dimensions: 2, model: 'm', modelSha256: '', template: [] }
  const [one, other] = [await corpora.stage(spec), await corpora.stage(spec)]
  t.equal(one.id, other.id, 'two processes gather the same')
  await corpora.publish(one)
  await t.rejects(corpora.publish(other), { code: 'corpus_gone' })
  t.match(await corpora.list(), [{ id: one.id, name: 'pets' }])
})
