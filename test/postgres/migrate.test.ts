import { randomBytes } from 'node:crypto'
import t from 'tap'
import type { Test } from 'tap'
import { parseAddress } from '../../src/postgres/address.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import type { Database, Run } from '../../src/postgres/database.ts'
import { openDatabase } from '../../src/postgres/database.ts'
import type { Extension } from '../../src/postgres/extension.ts'
import { ensureExtension } from '../../src/postgres/extension.ts'
import type { MigrateOptions } from '../../src/postgres/migrate.ts'
import { migrateDatabase } from '../../src/postgres/migrate.ts'
import { itemsTableSql, MIGRATIONS } from '../../src/postgres/schema.ts'
import { connectionFor } from '../../src/postgres/transport.ts'
import { databaseUrl, IS_PGLITE, TRANSPORT } from './database.ts'

const ONE_ONLY = { skip: IS_PGLITE && 'PGlite has one database' }
const newName = (): string => `test_${randomBytes(6).toString('hex')}`

interface Opened { database: Database, extension: () => Extension, migrate: (options?: Partial<MigrateOptions>) => Promise<string[]> }

/** A replica's way to a database, with a schema that is not there yet. */
function open (t: Test, url: string, schema: string, { as }: { as?: string } = {}): Opened {
  const config = connectionFor(parseAddress(url), TRANSPORT.wanted === 'websocket' ? 'websocket' : 'tcp', TRANSPORT.websocketUrl)
  let extension: Extension | undefined
  const opened = openDatabase({ connection: async () => ({ ...config, max: 1 }), searchPath: () => [schema, ...extension === undefined ? [] : [extension.schema]], timeoutMs: 30_000 })
  t.teardown(opened.close)
  // A pooler knows no other user, and keeps a role for a transaction only.
  const transaction: Database['transaction'] = async (work, session) => await opened.transaction(async run => {
    if (as !== undefined) await run({ text: `set local role ${as}`, values: [] })
    return await work(run)
  }, session)
  const database = { ...opened, transaction }
  return {
    database,
    extension: () => extension!,
    migrate: async options => await migrateDatabase(database, { schema, migrate: true, onExtension: found => { extension = found }, ...options })
  }
}

async function newSchema (t: Test, url: string): Promise<string> {
  const schema = newName()
  t.teardown(async () => await open(t, url, schema).database.alone(`drop schema if exists ${schema} cascade`))
  return schema
}

/** A database in which nothing is yet, not even pgvector. */
async function emptyDatabase (t: Test): Promise<string> {
  const [url, name] = [await databaseUrl(), newName()]
  const { database } = open(t, url, 'public')
  await database.alone(`create database ${name} template template0`)
  t.teardown(async () => await open(t, url, 'public').database.alone(`drop database ${name} with (force)`))
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

async function newRole (t: Test, url: string, ...rights: string[]): Promise<string> {
  const role = newName()
  const { database } = open(t, url, 'public')
  await database.alone(`create role ${role}`)
  for (const right of rights) await database.alone(`${right} to ${role}`)
  t.teardown(async () => {
    const { database } = open(t, url, 'public')
    await database.alone(`drop owned by ${role} cascade`)
    await database.alone(`drop role ${role}`)
  })
  return role
}

t.test('ten at once on an empty schema', async t => {
  const url = await databaseUrl()
  const schema = await newSchema(t, url)
  const replicas = Array.from({ length: 10 }, () => open(t, url, schema))
  await Promise.all(replicas.map(async ({ migrate }) => await migrate()))
  const [rows] = await replicas[0]!.database.query([{ text: 'select name from migrations order by name', values: [] }])
  t.same(rows!.map(row => row['name']), MIGRATIONS.map(({ name }) => name))
})

t.test('ten at once on an empty database', ONE_ONLY, async t => {
  const url = await emptyDatabase(t)
  const replicas = Array.from({ length: 10 }, () => open(t, url, 'kindred'))
  await Promise.all(replicas.map(async ({ migrate }) => await migrate()))
  t.match(replicas[9]!.extension(), { schema: 'public', version: /^\d+\.\d+/ })
  t.same(await corporaIn(replicas[3]!.database, replicas[3]!.extension).list(), [])
})

t.test('ten at once with a schema each, on an empty database', ONE_ONLY, async t => {
  const url = await emptyDatabase(t)
  const services = Array.from({ length: 10 }, (_, i) => open(t, url, `kindred_${i}`))
  await Promise.all(services.map(async ({ migrate }) => await migrate()))
  for (const { database, extension } of services) t.same(await corporaIn(database, extension).list(), [])
})

for (const [i, { name }] of MIGRATIONS.entries()) {
  t.test(`${name}, on a database filled by the version before`, async t => {
    const url = await databaseUrl()
    const schema = await newSchema(t, url)
    const { database, migrate, extension } = open(t, url, schema)
    if (i > 0) {
      await migrate({ migrations: MIGRATIONS.slice(0, i) })
      await database.transaction(async run => await fill(run))
    }
    await migrate({ migrations: MIGRATIONS.slice(0, i + 1) })
    await migrate()
    const corpora = corporaIn(database, extension)
    t.match(await corpora.list(), i > 0 ? [{ name: 'old', items: 1, dimensions: 3, template: ['{a}'] }] : [])
    const [row] = await corpora.list()
    const rows = [{ item: { id: 'x', a: 'new' }, vector: Float32Array.of(0, 1, 0), textHash: null }]
    if (row !== undefined) t.same(await corpora.upsert(row.id, rows), { added: 0, updated: 1, unchanged: 0 })
  })
}

async function fill (run: Run): Promise<void> {
  const [row] = await run({ text: "insert into corpora (name, dimensions, model, model_sha256, template, items, bytes) values ('old', 3, 'test/fake', '0', '[\"{a}\"]', 1, 20) returning id", values: [] })
  await run({ text: itemsTableSql(row!['id'] as number, 3), values: [] })
  await run({ text: `insert into items_${String(row!['id'])} (id, item, embedding) values ('x', '{"id":"x","a":"old"}', '[1,0,0]')`, values: [] })
}

t.test('DATABASE_MIGRATE=false changes nothing, and says what is missing', async t => {
  const url = await databaseUrl()
  const schema = await newSchema(t, url)
  const { database, migrate } = open(t, url, schema)
  await t.rejects(migrate({ migrate: false }), { message: new RegExp(`^The schema "${schema}" lacks 0001-corpora, 0002-number.* Start once with DATABASE_MIGRATE=true`) })
  t.same(await database.query([{ text: 'select nspname from pg_namespace where nspname = $1', values: [schema] }]), [[]])
  await migrate({ migrations: MIGRATIONS.slice(0, 1) })
  await t.rejects(migrate({ migrate: false }), /lacks 0002-number/)
  await migrate()
  await t.resolves(migrate({ migrate: false }))
})

t.test('a migration that fails leaves nothing of itself behind', async t => {
  const url = await databaseUrl()
  const schema = await newSchema(t, url)
  const { database, migrate } = open(t, url, schema)
  const broken = { name: '0002-broken', up: async (run: Run) => await run({ text: 'create table half (); select 1 / 0', values: [] }) }
  await t.rejects(migrate({ migrations: [MIGRATIONS[0]!, broken] }), /division by zero/)
  t.same(await database.query([{ text: 'select nspname from pg_namespace where nspname = $1', values: [schema] }]), [[]])
  await t.resolves(migrate())
})

t.test('pgvector missing: created where that is allowed, else said', ONE_ONLY, async t => {
  const url = await emptyDatabase(t)
  const { database, migrate } = open(t, url, 'kindred')
  await t.rejects(migrate({ migrate: false }), /pgvector is not switched on in this database\. Run as its owner: CREATE EXTENSION vector;/)
  const role = await newRole(t, url)
  await t.rejects(open(t, url, 'kindred', { as: role }).migrate(), /pgvector is not switched on in this database, and this user may not do it \(permission denied.*Run as its owner: CREATE EXTENSION vector;/)
  await migrate()
  t.same(await database.query([{ text: "select extname from pg_extension where extname = 'vector'", values: [] }]), [[{ extname: 'vector' }]])
})

t.test('pgvector in a schema of its own', ONE_ONLY, async t => {
  const url = await emptyDatabase(t)
  const { database, migrate, extension } = open(t, url, 'kindred')
  await database.alone('create schema "Ext Ra"')
  await database.alone('create extension vector with schema "Ext Ra"')
  await migrate()
  t.match(extension(), { schema: 'Ext Ra' })
  const corpora = corporaIn(database, extension)
  const staged = await corpora.stage({ name: 'a', dimensions: 3, model: 'test/fake', modelSha256: '0', template: ['{a}'] })
  t.match(await corpora.upsert(staged.id, [{ item: { id: 'x', a: 'new' }, vector: Float32Array.of(0, 1, 0), textHash: null }]), { added: 1 })

  const role = await newRole(t, url, 'grant all on schema kindred', 'grant all on all tables in schema kindred')
  await t.rejects(open(t, url, 'kindred', { as: role }).migrate(), { message: `pgvector is in the schema "Ext Ra", which this user may not use. Run as its owner: GRANT USAGE ON SCHEMA "Ext Ra" TO ${role};` })
})

t.test('rights that are missing are named, with what to run', async t => {
  const url = await databaseUrl()
  const schema = await newSchema(t, url)
  await open(t, url, newName()).migrate({ migrations: [] }).catch(() => {})
  const role = await newRole(t, url)
  const { migrate } = open(t, url, schema, { as: role })
  const database = new URL(url).pathname.slice(1)
  await t.rejects(migrate(), { message: `The database's user ${role} lacks rights (permission denied for database ${database}). Run as the owner: GRANT CREATE ON DATABASE ${database} TO ${role};` })

  const owner = open(t, url, schema)
  await owner.migrate()
  const grants = `GRANT ALL ON SCHEMA ${schema} TO ${role}; GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${role};`
  await t.rejects(migrate(), { message: `The database's user ${role} lacks rights (permission denied for schema ${schema}). Run as the owner: ${grants}` })
  await owner.database.alone(`grant usage on schema ${schema} to ${role}`)
  await t.rejects(migrate({ migrate: false }), { message: `The database's user ${role} lacks rights (permission denied for table migrations). Run as the owner: ${grants}` })
  for (const grant of grants.split('; ')) await owner.database.alone(grant)
  await t.resolves(migrate())
})

t.test('pgvector too old, or not installed on the server', async t => {
  const answers = (given: Record<string, unknown[]>): Run => async ({ text }) => (Object.entries(given).find(([part]) => text.includes(part))?.[1] ?? []) as Record<string, unknown>[]
  const old = answers({ 'from pg_extension': [{ version: '0.7.4', schema: 'public', oid: 1 }] })
  await t.rejects(ensureExtension(old, true), { message: 'The database has pgvector 0.7.4; 0.8.0 or newer is needed. Install it on the server, then run as its owner: ALTER EXTENSION vector UPDATE;' })
  await t.rejects(ensureExtension(answers({}), true), /^This Postgres has no pgvector\. Install it on the server/)
  for (const version of ['0.8.0', '0.8.2', '0.10.0', '1.0']) {
    const fine = answers({ 'from pg_extension': [{ version, schema: 'public', oid: 1 }], has_schema_privilege: [{ usable: true, user: 'x' }] })
    t.match(await ensureExtension(fine, false), { version })
  }
})
