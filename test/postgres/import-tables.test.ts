import pg from 'pg'
import t from 'tap'
import { dot } from '../../src/matching/dot.ts'
import { commandLine, float32, itemsOf } from './command-line.ts'

const quoted = pg.escapeIdentifier

t.test('tables and views of any shape', async t => {
  const { run, database, url, sources, corpus } = await commandLine(t)
  const schema = await sources()
  const of = (name: string): string => `${quoted(schema)}.${quoted(name)}`
  const create = async (sql: string) => await database.transaction(async run => await run({ text: sql, values: [] }))
  const imported = async (table: string, name: string, ...args: string[]) => {
    const outcome = await run('import', url, '--table', `${schema}.${table}`, '--name', name, ...args, '--json')
    t.equal(outcome.code, 0, outcome.stderr)
    return { outcome: JSON.parse(outcome.stdout) as Record<string, unknown>, stderr: outcome.stderr, items: await itemsOf(await corpus(name)) }
  }

  await t.test('vectors of the types vector and halfvec', async t => {
    await create(`create table ${of('with vector')} (id text primary key, embedding vector(3))`)
    await create(`insert into ${of('with vector')} values ('a', '[1,0,0]'), ('b', '[0,3,4]'), ('c', null)`)
    const { outcome, items } = await imported('with vector', 'v', '--model', 'other/model')
    t.match(outcome, { items: 2, normalised: 1, dimensions: 3, left_out: [{ row: 3, message: 'Row 3 has no vector.' }] })
    t.same(items, [{ id: 'a' }, { id: 'b' }])
    t.ok(dot((await (await corpus('v')).vectorOf('b'))!, 0, Float32Array.of(0, 0.6, 0.8)) > 0.9999999)

    await create(`create table ${of('with halfvec')} (name text, half halfvec(3), other bytea)`)
    await create(`insert into ${of('with halfvec')} values ('x', '[1,2,2]', '\\x00'), ('y', '[0,0,1]', null)`)
    const half = await imported('with halfvec', 'h', '--model', 'other/model', '--id', 'name')
    t.match(half.stderr, /Left out, because it is no text, number or list: "other" \(bytea\)\./)
    t.same(half.items, [{ id: 'x' }, { id: 'y' }], 'a table without a key is read where its rows stand')
    t.ok(dot((await (await corpus('h')).vectorOf('x'))!, 0, Float32Array.of(1 / 3, 2 / 3, 2 / 3)) > 0.999999)
  })

  await t.test('text, numbers, dates, lists and objects', async t => {
    await create(`create table ${of('we"ird; --')} (id bigint primary key, "ti""tle" text not null, n bigint, price numeric(8,2), tags text[], at timestamptz, meta jsonb, ok boolean)`)
    await create(`insert into ${of('we"ird; --')} values
      (9007199254740993, 'the cat', 1, 12.50, '{a,"b c"}', '2024-05-06T07:08:09Z', '{"room": 2}', true), (2, 'a dog', 9007199254740993, null, null, null, null, null)`)
    const { items } = await imported('we"ird; --', 'w', '--template', '{title}', '--map', 'ti"tle=title')
    t.match(items, [
      { id: '2', title: 'a dog', n: '9007199254740993', price: null, tags: null, at: null, meta: null, ok: null },
      { id: '9007199254740993', title: 'the cat', n: 1, price: 12.5, tags: ['a', 'b c'], at: /^2024-05-06T0/, meta: { room: 2 }, ok: true }
    ])
  })

  await t.test('more rows than a page, by a key of two columns, by where they stand, and a view by its id', async t => {
    await create(`create table ${of('two')} (a text, b integer, note text, primary key (a, b))`)
    await create(`insert into ${of('two')} select 'a' || i % 7, i, 'note ' || i from generate_series(1, 1203) as i`)
    await create(`create table ${of('none')} as select a || '/' || b as id, note from ${of('two')}`)
    await create(`create view ${of('seen')} as select * from ${of('none')}`)
    for (const table of ['none', 'seen']) {
      const { outcome, items } = await imported(table, table, '--template', '{note}')
      t.match(outcome, { items: 1203, embedded: 1203, left_out_count: 0 })
      t.equal(new Set(items.map(({ id }) => id)).size, 1203)
    }
    t.match((await imported('two', 'two', '--template', '{note}')).outcome, { items: 1203, made_ids: true })
    await create(`create view ${of('nameless')} as select note from ${of('none')}`)
    t.match(await run('import', url, '--table', `${schema}.nameless`, '--name', 'x', '--template', '{note}'), { code: 1, stderr: /"nameless" has no key to read it by\. Say which column is different in every row with --id\./ })
  })

  await t.test('what is not there is told with what was meant, and never becomes SQL', async t => {
    const wrong: [args: string[], stderr: RegExp][] = [
      [['--table', `${schema}.nnoe`], /There is no table ".*\.nnoe"\. Did you mean ".*\.none"\?/],
      [['--table', 'x"; drop schema public cascade; --'], /There is no table "x"; drop schema/],
      [['--table', `${schema}.none`, '--template', '{ntoe}'], /The template names the field "ntoe", which no item of .* Did you mean "note"\?/],
      [['--table', `${schema}.none`], /Which fields of \S+ \S* ?\S+\.none are to be embedded\? It has id, note\. Say it with --template/],
      [['--table', `${schema}.none`, '--template', '{note}', '--vector', 'nose'], /--vector names "nose", which the table does not have\. Did you mean "note"\?/],
      [['--table', `${schema}.none`, '--template', '{note}', '--map', 'nte=x'], /--map names "nte", which the file does not have\. Did you mean "note"\?/]
    ]
    for (const [args, stderr] of wrong) t.match(await run('import', url, '--name', 'x', ...args), { code: 1, stdout: '', stderr })
    t.notMatch((await run('import', url.replace('postgres@', 'postgres:s3cret@').replace(/:\d+\//, ':1/'), '--name', 'x', '--table', 'y')).stderr, /s3cret/)
  })

  await t.test('vectors that are bytes, but not float32', async t => {
    await create(`create table ${of('pickled')} (id text primary key, embedding bytea, vector bytea)`)
    await create(`insert into ${of('pickled')} values ('a', '\\x80049503', null)`)
    t.match(await run('import', url, '--table', `${schema}.pickled`, '--name', 'x', '--model', 'm'), { code: 1, stderr: /Several columns may hold the vectors: embedding, vector\. Say which with --vector/ })
    await create(`update ${of('pickled')} set embedding = '\\x8004950300'`)
    t.match(await run('import', url, '--table', `${schema}.pickled`, '--name', 'x', '--model', 'm', '--vector', 'embedding'), { code: 1, stderr: /the first row with something there has a vector that is a Python pickle, not float32/ })
    await database.transaction(async run => await run({ text: `update ${of('pickled')} set embedding = $1`, values: [float32([1, 2])] }))
    t.match((await imported('pickled', 'p', '--model', 'm', '--vector', 'embedding')).outcome, { dimensions: 2 })
  })
})
