import { spawnSync } from 'node:child_process'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { temporaryFolder } from './fixtures/tiny-model.ts'

t.test('without the packages, the scripts say what to run and nothing else', async t => {
  const clone = await temporaryFolder(t)
  for (const part of ['scripts', 'src', 'package.json', 'package-lock.json']) await cp(part, join(clone, part), { recursive: true })
  const run = (script: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, 'scripts', script)], { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '' } })
    return { status, stdout, stderr }
  }
  const refused = { status: 1, stdout: '', stderr: 'Run "npm ci" first.\n' }
  t.same(run('start.mjs'), refused)
  t.same(run('kindred.mjs'), refused)

  await mkdir(join(clone, 'node_modules/esbuild'), { recursive: true })
  t.same(run('start.mjs'), refused, 'also where only some are there')
})
