/**
 * Clustered unit vectors and items that go with them, the same for the same seed: `topic` (1 % each) and `niche` (0.1 % each) follow the
 * clusters, `tenant` (1 % each) and `rare` (0.1 % each) are random.
 */
export function clustered ({ dimensions, seed, clusters = 1000, spread = 0.6 }) {
  const random = mulberry(seed)
  const centres = Array.from({ length: clusters }, () => unit(dimensions, () => gauss(random)))
  const at = row => {
    const own = mulberry(seed * 2_654_435_761 + row)
    const cluster = Math.floor(own() * clusters)
    const vector = near(centres[cluster], spread, own)
    const item = { id: `item-${String(row).padStart(9, '0')}`, title: `Item ${row} of cluster ${cluster}`, topic: `topic-${Math.floor(cluster / 10)}`, niche: `niche-${cluster}`, tenant: `tenant-${Math.floor(own() * 100)}`, rare: `rare-${Math.floor(own() * 1000)}`, price: Math.floor(own() * 1_000_000) }
    return { item, vector, cluster }
  }
  /** A query as close to a cluster as its rows are. */
  const query = n => {
    const own = mulberry(seed * 40_503 + n + 17)
    const cluster = Math.floor(own() * clusters)
    return { cluster, vector: near(centres[cluster], spread, own) }
  }
  return { at, query }
}

function near (centre, spread, random) {
  const scale = spread / Math.sqrt(centre.length)
  return normalised(centre.map(value => value + scale * gauss(random)))
}

function unit (dimensions, next) {
  return normalised(Float32Array.from({ length: dimensions }, next))
}

function normalised (vector) {
  const length = Math.hypot(...vector)
  return vector.map(value => value / length)
}

function gauss (random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c, public domain: 32 bits of state, enough to make test data. */
function mulberry (seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
