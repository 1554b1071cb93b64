import t from 'tap'
import { isPickle, unitVector } from '../../src/ingest/vector-values.ts'

const bytes = Buffer.alloc(8)
bytes.writeFloatLE(3, 0)
bytes.writeFloatLE(4, 4)

t.test('a vector is read in every form that it is kept in, and made a unit vector', async t => {
  for (const form of [[3, 4], '[3,4]', ' [3, 4]', bytes, bytes.toString('base64'), new Uint8Array(bytes)]) {
    t.same(unitVector(form, 2), { vector: Float32Array.of(0.6, 0.8), length: 5 }, typeof form)
  }
  for (const nothing of [null, undefined, '']) t.equal(unitVector(nothing, 2), undefined)
})

t.test('what is none is told as a predicate', async t => {
  const wrong: [value: unknown, flaw: RegExp][] = [
    [[1, 2, 3], /^has a vector of 3 dimensions, not 2$/],
    [[0, 0], /^has a vector of zeros$/],
    [[1, Infinity], /not finite$/],
    [['1', 2], /not a list of numbers$/],
    ['[1,', /cannot be read as a list of numbers$/],
    ['hello you', /neither a list of numbers nor float32 in base64$/],
    [{ a: 1 }, /neither a list of numbers/],
    [Buffer.alloc(7), /^has a vector of 7 bytes, which is no number of float32$/],
    [Buffer.from([0x80, 4, 0x95, 0, 0]), /is a Python pickle/],
    [[1e200, 1e200], /not finite$/]
  ]
  for (const [value, flaw] of wrong) t.match(unitVector(value, 2), { flaw })
})

t.test('a pickle is known by its first two bytes', async t => {
  t.ok(isPickle(Buffer.from([0x80, 5])))
  t.notOk(isPickle(Buffer.from([0x80, 0x3f])))
  t.notOk(isPickle(Buffer.from('{"')))
})
