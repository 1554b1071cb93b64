import { Ajv } from 'ajv'
import fc from 'fast-check'
import t from 'tap'
import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import Value from 'typebox/value'
import { InvalidRequestError } from '../src/errors.ts'
import { propertiesAt } from '../src/plugins/validation.ts'
import type { ValidationError } from '../src/problems.ts'
import { problemsOf } from '../src/problems.ts'

const ajv = new Ajv({ allErrors: true, strict: false })

function problems (schema: TSchema, value: unknown) {
  const validate = ajv.compile(schema)
  validate(value)
  return problemsOf((validate.errors ?? []) as ValidationError[], path => propertiesAt(schema, path))
}

const field = (schema: TSchema) => Type.Object({ x: schema })
const sentences = (schema: TSchema, value: unknown) => problems(schema, value).map(({ message }) => message)

const SENTENCES: [string, TSchema, unknown, string][] = [
  ['a text', Type.String(), 1, 'x must be a text.'],
  ['a number', Type.Number(), '1', 'x must be a number.'],
  ['a whole number', Type.Integer(), 1.5, 'x must be a whole number.'],
  ['true or false', Type.Boolean(), 'true', 'x must be true or false.'],
  ['a list', Type.Array(Type.String()), 'a', 'x must be a list.'],
  ['an object', Type.Object({}), [], 'x must be an object.'],
  ['null', Type.Null(), 0, 'x must be null.'],
  ['one of several words', Type.Enum(['a', 'b']), 'c', 'x must be one of a, b.'],
  ['a least number', Type.Number({ minimum: 2 }), 1, 'x must be 2 or more.'],
  ['a greatest number', Type.Number({ maximum: 2 }), 3, 'x must be 2 or less.'],
  ['no empty text', Type.String({ minLength: 1 }), '', 'x is empty.'],
  ['no blank text', Type.String({ pattern: '\\S' }), '  ', 'x is blank.'],
  ['no empty text, where it must not be blank either', Type.String({ minLength: 1, pattern: '\\S' }), '', 'x is empty.'],
  ['a shortest text', Type.String({ minLength: 3 }), 'a', 'x must have at least 3 characters.'],
  ['a longest text', Type.String({ maxLength: 3 }), 'abcd', 'x must have at most 3 characters.'],
  ['no empty list', Type.Array(Type.String(), { minItems: 1 }), [], 'x is an empty list.'],
  ['a shortest list', Type.Array(Type.String(), { minItems: 2 }), ['a'], 'x must have at least 2 entries.'],
  ['a longest list', Type.Array(Type.String(), { maxItems: 1 }), ['a', 'b'], 'x must have at most 1 entry.'],
  ['anything else that a schema can say', Type.Number({ multipleOf: 2 }), 3, 'x must be multiple of 2.']
]
for (const [what, schema, value, sentence] of SENTENCES) {
  t.test(`${what}: "${sentence}"`, async t => {
    t.same(problems(field(schema), { x: value }), [{ path: 'x', message: sentence }])
  })
}

t.test('the body itself is called so', async t => {
  t.same(problems(field(Type.String()), null), [{ path: '', message: 'The body must be an object.' }])
})

t.test('a place in a list or an object is written with dots', async t => {
  t.same(problems(field(Type.Array(Type.Object({ y: Type.String() }))), { x: [{ y: 'a' }, { y: 1 }] }), [{ path: 'x.1.y', message: 'x.1.y must be a text.' }])
  t.same(problems(field(Type.Object({ y: Type.String() })), { x: {} }), [{ path: 'x.y', message: 'x.y is missing.' }])
})

t.test('an unknown field is told the name that was meant, or all there are', async t => {
  const schema = Type.Object({ query: Type.Optional(Type.String()), inner: Type.Optional(Type.Object({ limit: Type.Number() }, { additionalProperties: false })) }, { additionalProperties: false })
  t.same(problems(schema, { qurey: 1 }), [{ path: 'qurey', message: 'There is no field "qurey". Did you mean "query"?', did_you_mean: 'query' }])
  t.same(problems(schema, { zebra: 1 }), [{ path: 'zebra', message: 'There is no field "zebra". There are query, inner.' }])
  t.same(problems(schema, { inner: { limit: 1, limt: 1 } }), [{ path: 'inner.limt', message: 'There is no field "limt" in inner. Did you mean "limit"?', did_you_mean: 'limit' }])
  t.same(problems(Type.Object({}, { additionalProperties: false }), { a: 1 }), [{ path: 'a', message: 'There is no field "a".' }])
})

t.test('of several types', async t => {
  const like = field(Type.Union([Type.String({ minLength: 1 }), Type.Object({ id: Type.String() }, { additionalProperties: false })]))
  const input = field(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]))

  t.test('a value that has none is told all, in one sentence', async t => {
    t.same(sentences(like, { x: 5 }), ['x must be a text or an object.'])
    t.same(sentences(input, { x: null }), ['x must be a text or a list.'])
  })

  t.test('a value that has one is told only what is wrong for that one', async t => {
    t.same(sentences(like, { x: '' }), ['x is empty.'])
    t.same(sentences(like, { x: {} }), ['x.id is missing.'])
    t.same(sentences(like, { x: { id: 5 } }), ['x.id must be a text.'])
    t.same(sentences(like, { x: { id: 'a', y: 1 } }), ['There is no field "y" in x. There are id.'])
    t.same(sentences(input, { x: [] }), ['x is an empty list.'])
    t.same(sentences(input, { x: ['a', 5] }), ['x.1 must be a text.'])
  })

  t.test('a mistake elsewhere does not hide it', async t => {
    const both = Type.Object({ x: Type.Union([Type.String(), Type.Number()]), xy: Type.Array(Type.String()) })
    t.same(sentences(both, { x: null, xy: [1] }), ['x must be a text or a number.', 'xy.0 must be a text.'])
  })
})

t.test('the errors of TypeBox give the same sentences as those of Ajv', async t => {
  const schema = Type.Object({ a: Type.String({ minLength: 1 }), b: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })), c: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
  for (const value of [{}, { a: '' }, { a: 5 }, { a: 'x', b: 0 }, { a: 'x', b: 6 }, { a: 'x', b: 1.5 }, { a: 'x', c: 'no' }, { a: 'x', d: 1 }, null]) {
    const ofTypeBox = problemsOf(Value.Errors(schema, value) as unknown as ValidationError[], path => propertiesAt(schema, path))
    t.same(ofTypeBox, problems(schema, value), JSON.stringify(value))
  }
})

t.test('a value that does not fit is always told, and never quoted', async t => {
  const schema = Type.Object({ a: Type.Optional(Type.Integer()), b: Type.Optional(Type.Array(Type.Boolean())), c: Type.Optional(Type.Union([Type.Null(), Type.Object({ d: Type.Number() })])) }, { additionalProperties: false })
  const secret = fc.constant('SECRET')
  const value = fc.record({ a: fc.anything(), b: fc.oneof(secret, fc.array(fc.oneof(secret, fc.boolean()))), c: fc.oneof(secret, fc.record({ d: secret })) }, { requiredKeys: [] })
  fc.assert(fc.property(value, value => {
    const found = problems(schema, value)
    return ajv.validate(schema, value) === (found.length === 0) && !JSON.stringify(found).includes('SECRET')
  }))
})

t.test('an error with more than twenty problems names twenty and counts the rest; a long sentence is cut', async t => {
  const many = Array.from({ length: 33 }, (_, i) => ({ path: `p${i}`, message: `m${i}.` }))
  const error = new InvalidRequestError(many)
  t.same(error.problems, many.slice(0, 20))
  t.match(error.message, /^m0\. m1\. .* m19\. And 13 more\.$/)
  const [cut] = new InvalidRequestError([{ path: 'x'.repeat(1e6), message: '\u{1f600}'.repeat(1e6), did_you_mean: 'y' }]).problems!
  t.match(cut, { path: `${'x'.repeat(500)}…`, did_you_mean: 'y' })
  t.equal(cut!.message.length, 501)
})
