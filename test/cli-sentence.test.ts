import { chmod } from 'node:fs/promises'
import t from 'tap'
import { sentenceOf } from '../src/cli/sentence.ts'
import { temporaryFolder, writeTinyModel } from './fixtures/tiny-model.ts'
import { kindred } from './kindred.ts'

t.test('what the system refuses is told as a sentence', t => {
  const refused = (code: string) => sentenceOf(Object.assign(new Error(`${code}: no, open '/x'`), { code, path: '/x' }))
  t.equal(refused('EACCES'), 'There is no permission to read or write /x.')
  t.equal(refused('EROFS'), '/x cannot be written: it is on a file system that is read-only.')
  t.equal(refused('ENOSPC'), '/x cannot be written: the disk is full.')
  t.equal(refused('EMFILE'), "EMFILE: no, open '/x'", 'others as they are')
  t.equal(sentenceOf(new Error('A sentence.')), 'A sentence.')
  t.end()
})

t.test('a folder that may not be written', { skip: process.getuid?.() === 0 ? 'root may write everywhere' : false }, async t => {
  const [folder, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  await chmod(folder, 0o500)
  const environment = { DATA_DIR: `${folder}/data`, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1' }
  t.match(await kindred(t, ['embed', 'README.md', '--name', 'x'], environment), { code: 1, stderr: /There is no permission to read or write .*\/data\.\n$/ })
})
