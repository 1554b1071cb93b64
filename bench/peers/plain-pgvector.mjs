// What a page about pgvector tells one to write: a table, an index with the defaults, ORDER BY a distance LIMIT 10.
import pg from 'pg'
import pgvector from 'pgvector/pg'

const TABLE = 'plain_items'

/** @param copyOf a table with id, item and embedding, whose rows it takes in their order */
export async function createPlain (url, copyOf, maintenance) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: [{ found }] } = await client.query(`select to_regclass('${TABLE}_embedding_idx') is not null as found`)
    if (found) throw new Error(`${TABLE} is there already; how long its index took is not known.`)
    await client.query(`drop table if exists ${TABLE}`)
    await client.query(`create table ${TABLE} as select id, item, embedding from ${copyOf}`)
    await client.query(`alter table ${TABLE} add primary key (id)`)
    for (const [name, value] of Object.entries(maintenance)) await client.query('select set_config($1, $2, false)', [name, value])
    const start = performance.now()
    await client.query(`create index on ${TABLE} using hnsw (embedding vector_cosine_ops)`)
    await client.query(`analyze ${TABLE}`)
    return performance.now() - start
  } finally {
    await client.end()
  }
}

/** The program: `search` gives the ids and items of the nearest. */
export function openPlain (url, connections) {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  return {
    search: async (vector, where, value) => {
      const values = [pgvector.toSql(Array.from(vector)), ...value === undefined ? [] : [value]]
      const { rows } = await pool.query(`select id, item, 1 - (embedding <=> $1) as score from ${TABLE} where ${where} order by embedding <=> $1 limit 10`, values)
      return rows
    },
    close: async () => await pool.end()
  }
}
