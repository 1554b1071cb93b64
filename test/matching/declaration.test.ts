import t from 'tap'
import { declarationOf } from '../../src/matching/declaration.ts'
import { FAKE_MODEL, fakeEmbedder } from '../helper.ts'

const MODELS = fakeEmbedder().models()
const { sha256 } = MODELS[0]!
const declared = (body: Parameters<typeof declarationOf>[0]) => declarationOf(body, MODELS, () => FAKE_MODEL)
const refused = (path: string, message: string) => ({ code: 'invalid_request', problems: [{ path, message }] })

t.test('a template is embedded by the model that is named, or the usual one', async t => {
  const wanted = { dimensions: 8, model: { id: FAKE_MODEL, sha256 }, template: ['{title} {text}'] }
  t.same(declared({ template: '{title} {text}' }), wanted)
  t.same(declared({ template: ['{title} {text}'], model: FAKE_MODEL, dimensions: 8 }), wanted)
  t.same(declared({ template: ['{title}', '{text}'] }).template, ['{title}', '{text}'])
})

t.test('without a template every item brings its vector', async t => {
  t.same(declared({ dimensions: 512 }), { dimensions: 512, model: null, template: [] })
  t.same(declared({ dimensions: 512, model: 'my/faces' }), { dimensions: 512, model: { id: 'my/faces', sha256: undefined }, template: [] })
  t.same(declared({ model: FAKE_MODEL }), { dimensions: 8, model: { id: FAKE_MODEL, sha256 }, template: [] }, 'of this model, so that texts can be matched')
})

t.test('what does not say enough, or contradicts itself, is refused', async t => {
  t.throws(() => declared({}), refused('', 'Say "template", which texts of an item are embedded, or "dimensions", for items that bring their vectors.'))
  t.throws(() => declared({ template: 'title' }), refused('template', 'template names no field; write it like "{title} {content}".'))
  t.throws(() => declared({ template: '{title}', dimensions: 3 }), refused('dimensions', `The vectors of ${FAKE_MODEL} have 8 dimensions.`))
  t.throws(() => declared({ template: '{title}', model: 'test/fak' }), { code: 'model_not_found', message: /Did you mean "test\/fake"/ })
})
