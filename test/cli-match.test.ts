import t from 'tap'
import { temporaryFolder, writeFiles, writeTinyModel } from './fixtures/tiny-model.ts'
import { kindred } from './kindred.ts'

t.test('match', async t => {
  const [DATA_DIR, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, DEFAULT_CORPUS: 'pets', INFERENCE_THREADS: '1' }
  await writeFiles(DATA_DIR, { 'pets.jsonl': '{"id":"1","title":"the cat","kind":"cat"}\n{"id":"2","title":"a dog\\u001b[31m","kind":"dog"}\n' })
  await kindred(t, ['embed', 'pets', '--template', '{title}'], environment)
  const match = async (...args: string[]) => await kindred(t, ['match', ...args], environment)

  await t.test('answers with a table on stdout and nothing else', async t => {
    const { code, stdout, stderr } = await match('the', 'cat')
    t.same({ code, stderr }, { code: 0, stderr: '' })
    t.match(stdout, /^score {2}title +id\n1\.000 {2}the cat +1\n-?\d\.\d{3} +a dog \[31m +2\n$/)
  })

  await t.test('with --json as POST /match does', async t => {
    const { stdout, stderr } = await match('the cat', '--json', '--limit', '1', '--corpus', 'pets')
    t.equal(stderr, '')
    t.match(JSON.parse(stdout), { matches: [{ id: '1', score: 1, item: { kind: 'cat' } }], corpus: 'pets', total: 2, model: id, exact: true })
  })

  await t.test('can be narrowed', async t => {
    t.match(JSON.parse((await match('the cat', '--filter', '{"kind":"dog"}', '--json')).stdout), { matches: [{ id: '2' }], total: 1 })
    t.match(await match('the cat', '--filter', '{"kind":"cow"}'), { code: 0, stdout: '', stderr: 'Nothing in "pets" fits.\n' })
    t.match(JSON.parse((await match('the cat', '--threshold', '0.9999', '--json')).stdout), { matches: [{ id: '1' }] })
  })

  await t.test('says when the text is too long', async t => {
    t.match(await match('cat '.repeat(60)), { code: 0, stderr: /^Only the first 48 of 62 tokens were read\.\n/ })
  })

  await t.test('what is asked wrongly is told', async t => {
    const wrong: [args: string[], code: number, stderr: RegExp][] = [
      [[], 2, /^What is to be matched\?/],
      [[' '], 2, /^What is to be matched\?/],
      [['x', '--limt', '3'], 2, /^Unknown option '--limt'\. Did you mean "--limit"\?/],
      [['x', '--limit', '0'], 2, /^--limit must be a whole number from 1 to 100, not "0"\./],
      [['x', '--threshold', 'high'], 2, /^--threshold must be a number from -1 to 1/],
      [['x', '--filter', '{kind}'], 2, /^--filter is not JSON .*single quotes/],
      [['x', '--corpus', 'pest'], 2, /^There is no .*pest\.jsonl\. Did you mean "pets"\?/],
      [['x', '--filter', '{"knid":"dog"}'], 1, /^No item of this corpus has a field "knid"\. Did you mean "kind"\?/]
    ]
    for (const [args, code, stderr] of wrong) t.match(await match(...args), { code, stdout: '', stderr }, args.join(' '))
  })

  await t.test('a corpus that has changed since its vectors were made says what to run', async t => {
    await writeFiles(DATA_DIR, { 'pets.jsonl': '{"id":"1","title":"the cat"}\n' })
    t.match(await match('x'), { code: 1, stdout: '', stderr: /has changed since its vectors were made\. Run: / })
  })
})
