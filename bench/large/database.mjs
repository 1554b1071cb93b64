// What the database says about itself.
import pg from 'pg'
import { CORPUS } from './load.mjs'
import { parentOf, processorMs } from './machine.mjs'

async function withClient (url, use) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

export async function describe (url) {
  return await withClient(url, async client => {
    const { rows: [{ version, pgvector }] } = await client.query("select current_setting('server_version') as version, (select extversion from pg_extension where extname = 'vector') as pgvector")
    const { rows: [{ id }] } = await client.query('select id from kindred.corpora where name = $1', [CORPUS])
    return { version, pgvector, table: `kindred.items_${id}` }
  })
}

/** Of the tables and their indexes, MB. */
export async function sizes (url) {
  const { table } = await describe(url)
  return await withClient(url, async client => {
    const { rows } = await client.query(`select relname as name, relkind = 'i' as is_index, pg_relation_size(oid) / 1048576.0 as mb from pg_class
      where oid in ($1::regclass, to_regclass('plain_items')) or oid in (select indexrelid from pg_index where indrelid in ($1::regclass, to_regclass('plain_items'))) order by relname`, [table])
    return rows.map(({ name, is_index: isIndex, mb }) => ({ name, isIndex, mb: Number(mb) }))
  })
}

/** What tells the processor time of a server on this machine. */
export async function processorOf (url) {
  const server = await withClient(url, async client => parentOf((await client.query('select pg_backend_pid() as pid')).rows[0].pid))
  return () => processorMs(server)
}
