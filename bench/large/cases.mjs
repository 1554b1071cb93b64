// What is asked: a filter for each query, as Kindred takes it, as a plain program writes it, and as a predicate over the numbers of a row.

const CLUSTERS = 1000
const topicOf = cluster => Math.floor(cluster / 10)
/** The other side of the clusters, which has nothing to do with this one. */
const opposite = cluster => (cluster + CLUSTERS / 2) % CLUSTERS
/** Ten of a hundred that follow each other. Opposite to a topic they do not reach it. */
const ten = first => Array.from({ length: 10 }, (_, i) => (first + i) % 100)

const equals = (field, number) => ({ filter: { [field]: `${field}-${number}` }, where: `item->>'${field}' = $2`, value: `${field}-${number}`, keeps: row => row[field] === number })

function isOneOf (field, numbers) {
  const value = numbers.map(number => `${field}-${number}`)
  return { filter: { [field]: { any: value } }, where: `item->>'${field}' = any($2)`, value, keeps: row => numbers.includes(row[field]) }
}

function differs (field, number) {
  const value = `${field}-${number}`
  return { filter: { [field]: { not: value } }, where: `item->>'${field}' <> $2`, value, keeps: row => row[field] !== number }
}

function isBetween (field, least, below) {
  return { filter: { [field]: { gte: least, lt: below } }, where: `(item->>'${field}')::float8 between $2 and $2 + ${below - least - 1}`, value: least, keeps: row => row[field] >= least && row[field] < below }
}

/** By name, for the n-th query and its cluster. `where` has the value as `$2`. */
export const CASES = {
  'no filter': () => ({ filter: undefined, where: 'true', value: undefined, keeps: () => true }),
  '99 %, random': n => differs('tenant', n % 100),
  '10 %, random': n => isOneOf('tenant', ten(n % 100)),
  '10 %, elsewhere': (n, cluster) => isOneOf('topic', ten(topicOf(opposite(cluster)))),
  '1 %, random': n => equals('tenant', n % 100),
  '1 %, its own': (n, cluster) => equals('topic', topicOf(cluster)),
  '1 %, elsewhere': (n, cluster) => equals('topic', topicOf(opposite(cluster))),
  '1 %, a range': n => isBetween('price', n % 100 * 10_000, (n % 100 + 1) * 10_000),
  '0.1 %, random': n => equals('rare', n % 1000),
  '0.1 %, its own': (n, cluster) => equals('niche', cluster),
  '0.1 %, elsewhere': (n, cluster) => equals('niche', opposite(cluster))
}

const numberAfter = text => Number(text.slice(text.indexOf('-') + 1))

/** The numbers in the fields of an item. */
export const numbersOf = ({ topic, niche, tenant, rare, price }) => ({ topic: numberAfter(topic), niche: numberAfter(niche), tenant: numberAfter(tenant), rare: numberAfter(rare), price })
