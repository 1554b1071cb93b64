import { access } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readSentences } from '../../src/corpus/sentence-file.ts'
import { embedSentences } from '../../src/ingest/embed-sentences.ts'
import type { Embedder, Item } from '../../src/matching/ports.ts'
import { temporaryFolder } from '../fixtures/tiny-model.ts'
import { fakeEmbedder } from '../helper.ts'

const ITEMS: Item[] = [{ id: 'a', text: 'I was sacked. I hid on a tram.' }, { id: 'b', text: 'We moved abroad. Nobody knew us.' }, { id: 'c', text: '' }]

t.test('the sentences of each item are embedded once, and again only where they have changed', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  const asked: string[][] = []
  const embedder: Embedder = { models: fakeEmbedder().models, embed: async (texts, options) => { asked.push([...texts]); return await fakeEmbedder().embed(texts, options) } }
  const [model] = embedder.models()
  const make = async (items: Item[]): Promise<void> => await embedSentences({ path, items, template: ['{text}'], embedder, model: model! })
  await make(ITEMS)
  t.same(asked.splice(0), [['I was sacked.', 'I hid on a tram.'], ['We moved abroad.', 'Nobody knew us.']])
  await make(ITEMS.map(item => item.id === 'b' ? { ...item, text: 'We stayed. Everybody knew us.' } : item))
  t.same(asked.splice(0), [['We stayed.', 'Everybody knew us.']])
  t.equal((await readSentences(path, model!.sha256)).size, 2, 'and those of what is gone are gone')
})

t.test('a large corpus has none', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  const embedder = fakeEmbedder()
  const options = { path, template: ['{text}'], embedder, model: embedder.models()[0]! }
  await embedSentences({ ...options, items: ITEMS })
  await access(path)
  await embedSentences({ ...options, items: Array.from({ length: 1001 }, (_, i) => ({ id: `i${i}`, text: 'One. Two.' })) })
  await t.rejects(access(path), { code: 'ENOENT' })
})
