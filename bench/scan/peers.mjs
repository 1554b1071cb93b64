// Other libraries that find the nearest vectors, each set up as its own documentation does. All run in this process, with one thread where
// that can be said. A peer is a function that takes the vectors in and gives the search: the nearest rows for a query.

/** https://github.com/unum-cloud/usearch/tree/main/javascript */
async function usearchExact ({ data, dimensions }) {
  const { exactSearch } = await import('usearch')
  // It reads from the beginning of the buffer that an array is a view of.
  const own = data.slice()
  return async (query, k) => numbers(exactSearch(own, query, dimensions, k, 'ip', 1).keys)
}

/** With its defaults: 16 neighbours, 128 looked at when adding, 64 when searching. */
async function usearchHnsw ({ data, rows, dimensions }) {
  const { Index } = await import('usearch')
  const index = new Index({ metric: 'ip', dimensions, quantization: 'f32' })
  index.add(BigUint64Array.from({ length: rows }, (_, row) => BigInt(row)), data.slice(), 1)
  return async (query, k) => numbers(index.search(query, k, 1).keys)
}

/** https://alexgarcia.xyz/sqlite-vec/js.html; in libsql, which has a binary on npm where better-sqlite3 has to be compiled. */
async function sqliteVec ({ data, rows, dimensions }) {
  const [{ default: Database }, sqliteVec] = [await import('libsql'), await import('sqlite-vec')]
  const db = new Database(':memory:')
  db.loadExtension(sqliteVec.getLoadablePath())
  db.exec(`create virtual table items using vec0(embedding float[${dimensions}] distance_metric=cosine)`)
  const insert = db.prepare('insert into items(rowid, embedding) values (?, ?)')
  db.exec('begin')
  for (let row = 0; row < rows; row++) insert.run([BigInt(row + 1), bytes(rowOf(data, row, dimensions))])
  db.exec('commit')
  const select = db.prepare('select rowid from items where embedding match ? and k = ? order by distance')
  return async (query, k) => select.all([bytes(query), k]).map(({ rowid }) => rowid - 1)
}

/** https://github.com/yoshoku/hnswlib-node, with its defaults but for `ef`, which is 10 there and 64 in usearch. */
async function hnswlib ({ data, rows, dimensions }) {
  const { default: { HierarchicalNSW } } = await import('hnswlib-node')
  const index = new HierarchicalNSW('ip', dimensions)
  index.initIndex(rows)
  for (let row = 0; row < rows; row++) index.addPoint(Array.from(rowOf(data, row, dimensions)), row)
  index.setEf(64)
  return async (query, k) => index.searchKnn(Array.from(query), k).neighbors
}

/** https://lancedb.github.io/lancedb/: a table without an index, which is searched exactly. */
async function lancedb ({ data, rows, dimensions }, folder) {
  const { connect } = await import('@lancedb/lancedb')
  const db = await connect(folder)
  let table
  for (let start = 0; start < rows; start += 10_000) {
    const piece = Array.from({ length: Math.min(10_000, rows - start) }, (_, i) => ({ id: start + i, vector: Array.from(rowOf(data, start + i, dimensions)) }))
    if (table === undefined) table = await db.createTable('items', piece)
    else await table.add(piece)
  }
  await table.optimize()
  return async (query, k) => (await table.search(query).distanceType('cosine').select(['id', '_distance']).limit(k).toArray()).map(({ id }) => Number(id))
}

/** Building a graph of more rows takes half an hour and longer with one thread. */
const GRAPH_ROWS = 100_000

/** By name: what opens a peer, and up to how many rows it is asked. */
export const PEERS = {
  'usearch, exact': { open: usearchExact },
  'usearch, HNSW': { open: usearchHnsw, upTo: GRAPH_ROWS },
  'sqlite-vec': { open: sqliteVec },
  'hnswlib-node, HNSW': { open: hnswlib, upTo: GRAPH_ROWS },
  LanceDB: { open: lancedb }
}

const rowOf = (data, row, dimensions) => data.subarray(row * dimensions, (row + 1) * dimensions)
const bytes = vector => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
const numbers = keys => Array.from(keys, Number)
