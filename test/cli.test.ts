import { readdir } from 'node:fs/promises'
import t from 'tap'
import { readManifest } from '../src/corpus/load-corpus.ts'
import { temporaryFolder, writeFiles, writeTinyModel } from './fixtures/tiny-model.ts'
import { kindred } from './kindred.ts'

t.test('help is the result, so it goes to stdout', async t => {
  for (const args of [[], ['--help'], ['-h'], ['help']]) {
    const { code, stdout, stderr } = await kindred(t, args)
    t.equal(code, 0)
    t.match(stdout, /^kindred <command>\n\n {2}match .+\n {2}embed .+\n {2}import .+\n {2}export .+\n {2}db .+\n {2}lint .+\n {2}eval .+\n {2}model .+\n {2}prepare .+\n\nkindred <command> --help tells more\.\n\nExamples:\n/)
    t.equal(stderr, '')
  }
  for (const command of ['match', 'embed', 'import', 'export', 'db', 'lint', 'model', 'prepare']) {
    const { code, stdout, stderr } = await kindred(t, [command, '--help'])
    t.equal(code, 0)
    t.ok(stdout.startsWith(`kindred ${command}`))
    t.match(stdout, new RegExp(`\nExamples?:\n  kindred ${command}`))
    t.equal(stderr, '')
  }
})

t.test('a command that there is not exits with 2 and says what was probably meant', async t => {
  t.same(await kindred(t, ['embde']), { code: 2, stdout: '', stderr: 'There is no command "embde". Did you mean "embed"? "kindred --help" lists them.\n' })
  t.same(await kindred(t, ['serve']), { code: 2, stdout: '', stderr: 'There is no command "serve". "kindred --help" lists them.\n' })
  for (const name of ['constructor', 'toString', '__proto__']) {
    t.match(await kindred(t, [name, '--help']), { code: 2, stdout: '', stderr: `There is no command "${name}".` })
  }
})

t.test('wrong options exit with 2', async t => {
  const wrong: [args: string[], stderr: RegExp][] = [
    [['embed', '--tempalte', '{title}'], /^Unknown option '--tempalte'\. Did you mean "--template"\?\n/],
    [['lint', '--zzz'], /^Unknown option '--zzz'\. There are --template, /],
    [['prepare', '--force'], /^Unknown option '--force'\. It has none\.\n/],
    [['model', 'something'], /^Unexpected argument 'something'/],
    [['model', '--dtype'], /argument missing/],
    [['model', '--dtype', 'q4'], /^There is no --dtype q4; there are q8, fp32, int8\.\n/]
  ]
  for (const [args, stderr] of wrong) {
    const outcome = await kindred(t, args)
    t.match(outcome, { code: 2, stdout: '', stderr })
    t.ok(outcome.stderr.endsWith(`"kindred ${args[0]} --help" tells how it is used.\n`))
  }
})

t.test('options that npm kept for itself are asked for with the command that passes them on', async t => {
  // As npm 11 sets them for: npm run kindred match "text" --corpus kurse --limit=3
  const npm = { npm_lifecycle_event: 'kindred', npm_config_corpus: 'true', npm_config_limit: '3' }
  t.match(await kindred(t, ['match', 'text', 'kurse'], npm), { code: 2, stdout: '', stderr: 'npm kept --corpus, --limit for itself, because no "--" stands before the options. Write it like: npm run kindred -- <command> … --corpus … --limit …\n' })
  t.match(await kindred(t, ['embed', 'my.csv', 'stories'], { npm_lifecycle_event: 'embed', npm_config_name: 'true' }), { code: 2, stderr: /Write it like: npm run embed -- … --name …\n/ })
  t.match(await kindred(t, ['lint', 'nowhere'], { npm_config_json: 'true', npm_config_force: 'true' }), { code: 2, stderr: /^There is no / }, 'settings of npm itself are left alone')
})

t.test('a setting that is not usable exits with 1', async t => {
  t.match(await kindred(t, ['embed'], { PORT: 'x' }), { code: 1, stdout: '', stderr: /^The setting PORT / })
})

t.test('embed', async t => {
  const [DATA_DIR, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1' }
  const embed = async (...args: string[]) => await kindred(t, ['embed', ...args], environment)
  await writeFiles(DATA_DIR, {
    'pets.jsonl': '{"id":"1","title":"the cat"}\n{"id":"2","title":"a dog"}\n',
    'jobs.jsonl': '{"id":"1","title":"nurse"}\n'
  })

  await t.test('of a corpus that there is not exits with 2', async t => {
    t.same(await embed('pest'), { code: 2, stdout: '', stderr: `There is no ${DATA_DIR}/pest.jsonl. Did you mean "pets"?\n"kindred embed --help" tells how it is used.\n` })
  })

  await t.test('of a new corpus asks for the fields', async t => {
    t.same(await embed('pets'), { code: 1, stdout: '', stderr: 'Which fields of "pets" are to be embedded? It has id, title. Say it with --template, for example: --template "{title}"\n' })
    t.same((await readdir(DATA_DIR)).sort(), ['jobs.jsonl', 'pets.jsonl'], 'and writes nothing')
  })

  await t.test('without names makes the vectors of every corpus', async t => {
    const one = (line: string) => `${line} as "\\{title\\}"; `
    const stderr = new RegExp(`^${one('jobs: 1 item')}1 embedded, 0 unchanged, [\\d.]+ s\\.\n${one('pets: 2 items')}2 embedded, 0 unchanged, [\\d.]+ s\\.\n$`)
    t.match(await embed('--template', '{title}'), { code: 0, stdout: '', stderr })
    t.match(await readManifest(DATA_DIR, 'pets'), { model: id, template: ['{title}'] })
  })

  await t.test('makes only the vectors of what has changed, and says when a text is longer than the model reads', async t => {
    await writeFiles(DATA_DIR, { 'pets.jsonl': `{"id":"1","title":"the cat"}\n{"id":"3","title":"${'!'.repeat(100)}"}\n` })
    t.match(await embed('pets'), { code: 0, stdout: '', stderr: /^pets: 2 items as "\{title\}"; 1 embedded, 1 unchanged, [\d.]+ s\.\npets: 1 of them .+\n$/ })
  })

  await t.test('with a model that is not there exits with 1', async t => {
    t.match(await embed('jobs', '--model', 'test/none'), { code: 1, stdout: '', stderr: /^The model test\/none is not in / })
    t.match(await readManifest(DATA_DIR, 'jobs'), { model: id }, 'and leaves the vectors as they were')
  })
})

t.test('prepare', async t => {
  const [DATA_DIR, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1' }
  const nothing = { code: 0, stdout: '', stderr: '' }
  const prepare = async () => await kindred(t, ['prepare'], environment)
  await writeFiles(DATA_DIR, { 'pets.jsonl': '{"id":"1","title":"the cat"}\n' })

  await t.test('says of a corpus without vectors which command makes them, because nobody has said which fields count', async t => {
    t.same(await prepare(), { ...nothing, stderr: 'pets: it has no vectors yet. It has the fields id, title; say which are to be embedded, for example: npm run embed -- pets --template "{title}"\n' })
    t.same((await readdir(DATA_DIR)), ['pets.jsonl'])
  })

  await t.test('says nothing where everything is up to date', async t => {
    await kindred(t, ['embed', 'pets', '--template', '{title}'], environment)
    t.same(await prepare(), nothing)
  })

  await t.test('makes vectors anew whose items have changed', async t => {
    await writeFiles(DATA_DIR, { 'pets.jsonl': '{"id":"1","title":"the cat"}\n{"id":"2","title":"a dog"}\n' })
    t.match(await prepare(), { code: 0, stderr: /^pets: 2 items as "\{title\}"; 1 embedded, 1 unchanged/ })
    t.same(await prepare(), nothing)
  })

  await t.test('leaves what is damaged to the server, which says what is wrong with it', async t => {
    await writeFiles(DATA_DIR, { 'pets.jsonl': 'not JSON\n' })
    t.same(await prepare(), nothing)
  })
})
