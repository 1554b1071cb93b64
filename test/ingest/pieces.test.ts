import { createHash, randomBytes } from 'node:crypto'
import { access, appendFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { openPieces } from '../../src/ingest/pieces.ts'
import { MODEL } from '../corpus/corpus-files.ts'
import { fakeVector } from '../helper.ts'

const hashOf = (i: number) => createHash('sha256').update(`${i}`).digest()
const piecesOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => ({ hash: hashOf(from + i), vector: fakeVector(`${from + i}`) }))

t.test('what was added is found again, a record that was cut off is not', async t => {
  const path = join(t.testdir({}), 'x.part')
  const first = await openPieces(path, MODEL)
  await t.rejects(access(path), { code: 'ENOENT' }, 'nothing is written before there is something')
  await first.add(piecesOf(0, 3))
  await first.add(piecesOf(3, 5))
  await first.close()
  await truncate(path, (await readFile(path)).length - 1)

  const second = await openPieces(path, MODEL)
  t.same([...second.found], piecesOf(0, 4).map(({ hash, vector }) => [hash.toString('hex'), vector]))
  await second.add(piecesOf(10, 300))
  await second.close()

  const third = await openPieces(path, MODEL)
  t.equal(third.found.size, 294)
  t.same(third.found.get(hashOf(299).toString('hex')), fakeVector('299'))
  await third.remove()
  await t.rejects(access(path), { code: 'ENOENT' })
})

t.test('vectors of another model, and bytes that are none, do not count', async t => {
  const path = join(t.testdir({}), 'x.part')
  const first = await openPieces(path, MODEL)
  await first.add(piecesOf(0, 3))
  await first.close()
  await appendFile(path, Buffer.alloc(640))
  t.equal((await openPieces(path, MODEL)).found.size, 3, 'zeros that a power cut left are no vectors')

  const other = await openPieces(path, { ...MODEL, sha256: 'f'.repeat(64) })
  t.equal(other.found.size, 0)
  await other.add(piecesOf(7, 8))
  await other.close()
  t.equal((await openPieces(path, MODEL)).found.size, 0)

  await writeFile(path, randomBytes(100))
  t.equal((await openPieces(path, MODEL)).found.size, 0)
})
