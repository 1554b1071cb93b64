import { randomBytes } from 'node:crypto'
import t from 'tap'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { connect } from '../../src/postgres/connect.ts'
import { measureRecall } from '../../src/postgres/recall.ts'
import { reindex } from '../../src/postgres/reindex.ts'
import { MIGRATIONS } from '../../src/postgres/schema.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine } from './command-line.ts'

const DIMENSIONS = 8
const ITEMS = 20_500

/** A corpus of random vectors, gathered and not published yet. */
async function staged ({ database, extension }: CommandLine, count: number) {
  const corpora = corporaIn(database, () => extension)
  const row = await corpora.stage({ name: 'many', dimensions: DIMENSIONS, model: 'test/external', modelSha256: '', template: [] })
  const vector = (i: number) => {
    const numbers = Float32Array.from({ length: DIMENSIONS }, (_, d) => Math.sin(i * 12.9898 + d * 78.233) * 43758.5453 % 1)
    return numbers.map(value => value / Math.hypot(...numbers))
  }
  for (let at = 0; at < count; at += 1000) await corpora.upsert(row.id, Array.from({ length: Math.min(1000, count - at) }, (_, i) => ({ item: { id: String(at + i) }, vector: vector(at + i), textHash: null })))
  return { corpora, row }
}

t.test('the state of a database, and an index that is made', async t => {
  const line = await commandLine(t)
  const { run, schema, database, extension } = line
  const { corpora, row } = await staged(line, ITEMS)
  const told = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('db', ...args)
    t.equal(code, 0, stderr)
    return { stdout, stderr }
  }
  const state = async () => JSON.parse((await told('--json')).stdout) as { corpora: { index: string, recall: { at_10: number, queries: number } | null }[], imports: object[] }
  t.match(await state(), { schema, transport: 'tcp', pgvector: { version: extension.version }, migrations: { done: MIGRATIONS.map(({ name }) => name), pending: [] }, corpora: [], imports: [{ corpus: 'many', items: ITEMS }] })

  await corpora.publish(row)
  t.match(await state(), { corpora: [{ name: 'many', items: ITEMS, dimensions: DIMENSIONS, index: 'none', recall: null }], imports: [] })
  t.match((await told('reindex', 'many')), { stdout: /^many: the index is valid; all indexes of its items take \d/, stderr: /^(?:A pooler .*\n)?Building the index over 20500 vectors …\nClearing away rows that were deleted …\n$/ })
  const after = await state()
  t.match(after, { corpora: [{ index: 'valid', recall: { queries: 100 } }] })
  t.ok(after.corpora[0]!.recall!.at_10 > 0.95, String(after.corpora[0]!.recall!.at_10))
  t.match((await told()).stdout, /\nmany +20500 +8 +[\d.]+ MB +[\d.]+ MB +valid +[01]\.\d{3} of 100 searches +[\d.]+ \/ [\d.]+ ms +test\/external\n$/)
  const [published] = await corpora.list()
  t.equal((await measureRecall(database, published!, { forMs: 0 }))!.queries, 1, 'a measurement keeps to its time')
})

t.test('an index is built anew, and what a build that failed has left is dropped', async t => {
  const line = await commandLine(t)
  const { run, url, schema, connections, database, extension } = line
  const { corpora, row } = await staged(line, 300)
  await corpora.publish(row)
  const connected = connect({ url, schema, transport: { wanted: 'tcp' }, timeoutMs: 60_000, connections, maintenanceMb: 64 })
  t.teardown(async () => await connected.database.close())
  await connected.migrate(false)
  const rebuilt = async (given = connected) => {
    const steps: string[] = []
    await reindex(given, (await corpora.list())[0]!, { schema, maintenanceMb: 64, onStep: step => steps.push(step) })
    // Behind a pooler that is said first.
    return steps.filter(step => !step.startsWith('A pooler stands before'))
  }
  t.match(await rebuilt(), [/^Building the index over 300/, /^Clearing/])
  t.match(await rebuilt(), [/^Building anew the index over 300/, /^Clearing/])
  t.match(await rebuilt({ ...connected, extension: () => ({ ...extension, version: '0.8.1' }) }), [/^Building anew/, /^Clearing/])
  const [options] = await database.query([{ text: 'select reloptions from pg_class where oid = $1::regclass', values: [`items_${row.id}`] }])
  t.same(options, [{ reloptions: null }], 'nothing is left of the settings')

  const [index, left] = [`items_${row.id}_embedding`, `items_${row.id}_embedding_ccnew`]
  await database.transaction(async run => {
    await run({ text: `create index ${left} on items_${row.id} (dates)`, values: [] })
    await run({ text: 'update pg_index set indisvalid = false where indexrelid = any($1::regclass[])', values: [[index, left]] })
  })
  t.match(await run('db'), { code: 0, stdout: /many .*invalid/, stderr: /The index of "many" is not valid, so searches compare all vectors\. Run: kindred db reindex many/ })
  t.match(await run('db', 'reindex', 'many', '--json'), { code: 0, stderr: new RegExp(`^(?:A pooler .*\n)?Dropping ${index}, which .*\nDropping ${left}, .*\nBuilding the index`) })
  t.match((await corpora.list())[0], { indexed: true })
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
  t.match(await run('db', 'migrate'), { code: 0, stdout: `The schema "${schema}" has been brought up to date: ${MIGRATIONS.map(({ name }) => name).join(', ')}.\n` })
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
