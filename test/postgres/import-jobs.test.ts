import { readFile } from 'node:fs/promises'
import pg from 'pg'
import t from 'tap'
import { dot } from '../../src/matching/dot.ts'
import { readVectors } from '../corpus/corpus-files.ts'
import type { Item } from '../../src/matching/ports.ts'
import { commandLine, float32, itemsOf } from './command-line.ts'

/** The table of the job service that this one replaced: float32 vectors as bytea, columns named as in its spreadsheet, one of them misspelt, and gaps. */
const ROWS = 2130
const ARGS = ['--name', 'vacancies', '--id', 'Job ID', '--map', 'Job Role=role', '--map', 'MIn Salary=min_salary', '--map', 'Max Salary=max_salary',
  '--template', '{role}', '--template', '{role}. {Description} {Required Skills}']

t.test('a bytea table of 2,130 rows, nulls included; a second run writes nothing', async t => {
  const { run, database, url, sources, corpus } = await commandLine(t, { model: 'real' })
  const jobs = (await readFile('data/jobs.jsonl', 'utf8')).trim().split('\n').map(line => JSON.parse(line) as Item & Record<'role' | 'location' | 'description' | 'required_skills', unknown>)
  const { data: vectors } = await readVectors('data/jobs.safetensors', jobs.length, 384)
  const schema = await sources()
  const table = `${pg.escapeIdentifier(schema)}."Jobs"`
  await database.alone(`create table ${table} ("Job ID" integer primary key, "Job Role" text, "Category" text, "Location" text, "Description" text, "Required Skills" text, "MIn Salary" numeric, "Max Salary" double precision, embedding bytea)`)

  // Some without a vector, some without a salary or category, some twice as long, and three that cannot be used.
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const job = jobs[i % jobs.length]!
    const vector = vectors.subarray((i % jobs.length) * 384, (i % jobs.length + 1) * 384)
    const bytes = i === 100 ? Buffer.alloc(1536) : i === 200 ? Buffer.alloc(1532) : i === 300 ? float32(vector.map((value, at) => at === 7 ? NaN : value)) : float32(i % 10 === 1 ? vector.map(value => 2 * value) : vector)
    return { ...job, number: i + 1, category: i % 7 === 0 ? null : job['category'], min: i % 3 === 0 ? null : job['min_salary'], max: i % 5 === 0 ? null : job['max_salary'], bytes: i % 100 === 50 ? null : bytes }
  })
  const column = (name: keyof typeof rows[number]) => rows.map(row => row[name])
  await database.transaction(async run => await run({
    text: `insert into ${table} select * from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[], $8::float8[], $9::bytea[])`,
    values: [column('number'), column('role'), column('category'), column('location'), column('description'), column('required_skills'), column('min'), column('max'), column('bytes')]
  }))

  const first = await run('import', url, '--table', `${schema}.Jobs`, ...ARGS, '--json')
  t.equal(first.code, 0, first.stderr)
  t.match(first.stderr, /The vectors are taken from "embedding"\.\nChecked: \d+ of 50 items embedded again have the vector that is there\./)
  t.match(JSON.parse(first.stdout), {
    corpus: 'vacancies',
    to: 'database',
    items: ROWS - 3,
    added: ROWS - 3,
    updated: 0,
    unchanged: 0,
    embedded: 21,
    normalised: 213,
    wrote: true,
    dimensions: 384,
    model: 'Xenova/all-MiniLM-L6-v2',
    left_out_count: 3,
    left_out: [
      { row: 101, message: 'Row 101 has a vector of zeros.' },
      { row: 201, message: 'Row 201 has a vector of 383 dimensions, not 384.' },
      { row: 301, message: 'Row 301 has a vector with a number that is not finite.' }
    ]
  })

  const imported = await corpus('vacancies')
  t.equal(imported.info.items, ROWS - 3)
  const wanted = rows.filter((_, i) => ![100, 200, 300].includes(i)).map(row => ({ id: String(row.number), role: row.role, Category: row.category, Location: row.location, Description: row.description, 'Required Skills': row.required_skills, min_salary: row.min, max_salary: row.max }))
  t.same(await itemsOf(imported), wanted.sort((a, b) => a.id < b.id ? -1 : 1))
  for (const i of [0, 1, 50, 1999]) t.ok(dot((await imported.vectorOf(String(i + 1)))!, 0, vectors.subarray((i % 620) * 384, (i % 620 + 1) * 384)) > 0.98, `the vector of row ${i + 1}`)

  const second = await run('import', url, '--table', `${schema}.Jobs`, ...ARGS, '--json')
  t.match(JSON.parse(second.stdout), { items: ROWS - 3, added: 0, updated: 0, unchanged: ROWS - 3, embedded: 0, wrote: false, left_out_count: 3 })
  t.equal((await corpus('vacancies')).info.version, imported.info.version, 'the second run wrote nothing')
})
