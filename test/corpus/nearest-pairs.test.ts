import t from 'tap'
import { nearestPairs } from '../../src/corpus/nearest-pairs.ts'
import { dot } from '../../src/matching/dot.ts'
import { fakeVector } from '../helper.ts'

t.test('the pairs are those that sorting all of them gives', async t => {
  const [rows, dimensions] = [90, 8]
  const data = new Float32Array(rows * dimensions)
  for (let row = 0; row < rows; row++) data.set(fakeVector(`${row % 80}`), row * dimensions)
  const all = Array.from({ length: rows * rows }, (_, i) => ({ a: Math.floor(i / rows), b: i % rows })).filter(({ a, b }) => a < b)
    .map(({ a, b }) => ({ a, b, cosine: dot(data, b * dimensions, data.subarray(a * dimensions, (a + 1) * dimensions)) }))
    .sort((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b)
  t.same(nearestPairs({ data, rows, dimensions }, 25), all.slice(0, 25))
  t.same(nearestPairs({ data, rows, dimensions }, 1e4), all)
  t.same(nearestPairs({ data, rows, dimensions }, 1e4, 0.9), all.filter(({ cosine }) => cosine >= 0.9))
})
