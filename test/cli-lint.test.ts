import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { temporaryFolder, writeFiles, writeTinyModel } from './fixtures/tiny-model.ts'
import { kindred } from './kindred.ts'

t.test('lint', async t => {
  const [DATA_DIR, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1' }
  const lint = async (...args: string[]) => await kindred(t, ['lint', ...args], environment)
  const [good, bad] = [join(DATA_DIR, 'good.jsonl'), join(DATA_DIR, 'bad.jsonl')]
  await writeFiles(DATA_DIR, {
    'good.jsonl': `{"id":"1","title":"the cat"}\n{"id":"2","title":"${'a dog '.repeat(40)}"}\n`,
    'bad.jsonl': '{"id":"1","title":"the cat"}\noops\n{"id":"2","title":"The CAT"}\n{"id":"2","title":"night nurse"}\n'
  })

  await t.test('remarks alone exit with 0', async t => {
    const { code, stdout, stderr } = await lint(good, '--template', '{title}', '--threshold', '1')
    t.same({ code, stderr }, { code: 0, stderr: '' })
    t.match(stdout, new RegExp(`^${good}:2: remark: has a text of 82 tokens; the model reads 48 at once, .*\n${good}: 2 items, no problems, 1 remark\\.\n$`))
  })

  await t.test('problems exit with 1, each with its line', async t => {
    const { code, stdout } = await lint(bad, '--template', '{title}', '--nearest', '2')
    t.equal(code, 1)
    for (const line of [':2: is not JSON', ':3: is nearly the same as line 1 (cosine 1.000)', ':4: has the id "2", which line 3 has already']) t.ok(stdout.includes(`${bad}${line}`), line)
    t.match(stdout, /\n\ncosine {2}line {2}item .*\n1\.000 +1 +the cat +3 +The CAT\n.*\n$/)
  })

  await t.test('as JSON', async t => {
    const { code, stdout } = await lint('bad', '--template', '{title}', '--nearest', '1', '--json')
    t.equal(code, 1)
    t.match(JSON.parse(stdout), { file: bad, items: 3, template: ['{title}'], threshold: 0.92, findings: Array, nearest: [{ cosine: 1, a: { line: 1, id: '1', title: 'the cat' }, b: { line: 3 } }] })
  })

  await t.test('takes template and vectors from beside the file, and writes nothing', async t => {
    await kindred(t, ['embed', 'good', '--template', '{title}'], environment)
    const before = await readdir(DATA_DIR)
    t.match(await lint('good', '--threshold', '1'), { code: 0, stdout: /no problems, 1 remark/ })
    t.same(await readdir(DATA_DIR), before)
  })

  await t.test('without a template looks at what can be seen without', async t => {
    t.match(await lint('bad'), { code: 1, stdout: /bad\.jsonl: 3 items, 2 problems, no remarks\.\n$/, stderr: /^Near-duplicates and lengths were not looked at/ })
  })

  await t.test('reads a CSV that is to become a corpus', async t => {
    const folder = await temporaryFolder(t)
    await writeFiles(folder, { 'my.csv': 'title,body\ncat,x\ncat,y\ndog\n' })
    t.match(await lint(join(folder, 'my.csv'), '--template', '{title}'), { code: 1, stdout: /:3: says the same as line 2, word for word\n.*:4: has 1 cell, the header has 2\n/ })
  })

  await t.test('what is asked wrongly is told', async t => {
    t.match(await lint(), { code: 2, stderr: /^Name one file or corpus/ })
    t.match(await lint('goood'), { code: 2, stderr: /goood\.jsonl\. Did you mean "good"\?/ })
    t.match(await lint('none.csv'), { code: 2, stderr: /^There is no none\.csv\./ })
    t.match(await lint('good', '--nearest', 'x'), { code: 2, stderr: /^--nearest must be a whole number/ })
    t.match(await lint('good', '--treshold', '1'), { code: 2, stderr: /Did you mean "--threshold"\?/ })
    t.match(await lint('bad', '--template', '{titel}'), { code: 1, stderr: /Did you mean "title"\?/ })
  })
})
