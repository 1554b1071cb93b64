import type { Test } from 'tap'
import t from 'tap'
import { buildSmall } from './helper.ts'
import { temporaryFolder, writeFiles, writeTinyModel } from './fixtures/tiny-model.ts'
import { kindred } from './kindred.ts'

const PETS = '{"id":"1","title":"the cat"}\n{"id":"2","title":"a dog","code":"PL/SQL"}\n'
const LABELS = {
  'pets.jsonl': '{"query":"the cat","relevant":["1"]}\n\n{"query":"the cat","relevant":["2"],"kind":"wrong"}\n',
  'rare-pets.jsonl': '{"q":"PL/SQL","rel":["2"]}\n',
  'notes.jsonl': 'not about a corpus'
}

async function folderOf (t: Test, files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder(t)
  await writeFiles(folder, files)
  return folder
}

t.test('eval', async t => {
  const [DATA_DIR, MODELS_DIR] = [await folderOf(t, { 'pets.jsonl': PETS }), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1' }
  await kindred(t, ['embed', 'pets', '--template', '{title}'], environment)
  const evaluate = async (...args: string[]) => await kindred(t, ['eval', ...args], environment)
  const data = await folderOf(t, LABELS)

  await t.test('measures each file in each mode, and lists what it missed', async t => {
    const { code, stdout, stderr } = await evaluate('--data', data)
    t.same({ code, stderr }, { code: 0, stderr: '' })
    t.match(stdout, /^file {13}mode {6}queries {2}accuracy@1 {2}MRR@10 {2}nDCG@10\npets\.jsonl {7}semantic {2}2 {8}50\.0 {8}75\.0 /)
    t.match(stdout, /rare-pets\.jsonl {2}keyword {3}1 {8}100\.0 {7}100\.0 {3}100\.0\n/)
    t.match(stdout, /\npets\.jsonl, semantic: the first match does not fit for 1\nrank {2}query {4}first\n2 {5}the cat {2}1\n/)
    t.match(stdout, /\npets\.jsonl, keyword: the first match does not fit for 1\nrank {2}query {4}first\nnone {2}the cat {2}1\n/)
  })

  await t.test('with --json tells the same to programs', async t => {
    const { stdout } = await evaluate('--data', data, '--mode', 'keyword', '--json')
    t.match(JSON.parse(stdout), [
      { file: 'pets.jsonl', corpus: 'pets', mode: 'keyword', queries: 2, accuracy_at_1: 0.5, mrr_at_10: 0.5, misses: [{ query: 'the cat', rank: null, first: '1' }] },
      { file: 'rare-pets.jsonl', corpus: 'pets', mode: 'keyword', queries: 1, accuracy_at_1: 1, mrr_at_10: 1, ndcg_at_10: 1, misses: [] }
    ])
  })

  await t.test('says which labels name items that are not there', async t => {
    const stale = await folderOf(t, { 'pets.jsonl': '{"query":"the cat","relevant":["1","7"]}' })
    t.match(await evaluate('--data', stale, '--mode', 'semantic'), { code: 0, stderr: 'pets.jsonl: 1 of 2 relevant ids are not in "pets", such as "7".\n' })
  })

  await t.test('refuses what it cannot read with a sentence', async t => {
    t.match(await evaluate(), { code: 2, stderr: /^Where are the labelled queries\?/ })
    t.match(await evaluate('--data', data, '--mode', 'hybird'), { code: 2, stderr: /^There is no mode "hybird"\. Did you mean "hybrid"\?/ })
    t.match(await evaluate('--data', '/nowhere/at/all'), { code: 2, stderr: /^There is no folder \/nowhere\/at\/all\./ })
    t.match(await evaluate('--data', await folderOf(t, { 'cats.jsonl': '' })), { code: 2, stderr: /^No file in .* is named for a corpus\. There are pets: call it, for example, pets\.jsonl\./ })
    t.match(await evaluate('--data', await folderOf(t, { 'pets.jsonl': '{"query":"x"}' })), { code: 2, stderr: /pets\.jsonl, line 1 must be like / })
    t.match(await evaluate('--data', await folderOf(t, { 'pets.jsonl': '\nnull' })), { code: 2, stderr: /pets\.jsonl, line 2 must be like / })
    t.match(await evaluate('--data', await folderOf(t, { 'pets.jsonl': '{' })), { code: 2, stderr: /pets\.jsonl, line 1 is not JSON/ })
  })

  await t.test('measures a service that runs', async t => {
    const app = await buildSmall(t, { pets: [{ id: '1', text: 'the cat' }, { id: '2', text: 'PL/SQL' }] })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    const stale = await folderOf(t, { 'pets.jsonl': '{"query":"PL/SQL","relevant":["2","7"]}' })
    const { code, stdout, stderr } = await evaluate('--data', stale, '--url', url)
    t.same({ code, stderr }, { code: 0, stderr: 'pets.jsonl: 1 of 2 relevant ids are not in "pets", such as "7".\n' })
    for (const mode of ['semantic', 'hybrid', 'keyword']) t.match(stdout, new RegExp(`pets\\.jsonl  ${mode} +1 +100\\.0 +100\\.0 +61\\.3`))
  })
})
