import t from 'tap'
import { createEmbedder } from '../../src/embedding/embedder.ts'
import { temporaryFolder, TINY_MAX_TOKENS, writeTinyModel } from '../fixtures/tiny-model.ts'

t.test('a text that is too long is read from its start or from its end, and the cache keeps them apart', async t => {
  const modelsDir = await temporaryFolder(t)
  const { id: model } = await writeTinyModel(modelsDir, {})
  const embedder = createEmbedder({ modelsDir, dtype: 'q8', threads: 1, cacheBytes: 1e6, maxQueue: 100, timeoutMs: 10_000, onReplaced: t.fail, onHung: t.fail })
  t.teardown(async () => await embedder.close())
  await embedder.load([model])
  await embedder.start()
  const many = (word: string) => `${word} `.repeat(TINY_MAX_TOKENS)
  const vectorOf = async (text: string, keep?: 'start' | 'end') => (await embedder.embed([text], { model, keep }))[0]!.vector

  const text = many('cat') + many('nurse')
  const both = async () => [await vectorOf(text), await vectorOf(text, 'start'), await vectorOf(text, 'end')]
  t.same(await both(), [await vectorOf(many('cat')), await vectorOf(many('cat')), await vectorOf(many('nurse'))])
  t.same(await both(), [await vectorOf(many('cat')), await vectorOf(many('cat')), await vectorOf(many('nurse'))], 'again, from the cache')
})
