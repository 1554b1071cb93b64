import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import t from 'tap'
import { fakeEmbedder, storeOf } from '../helper.ts'
import { launch, matching, serve, visit } from './browser.ts'

const browser = await launch(t)
const { url } = await serve(t, {}, { embedder: fakeEmbedder(), corpora: storeOf({ mentors: [{ id: 'a', title: 'One', text: 'one' }] }) })

/** What shells, PowerShell and JSON each take for something else. */
const AWKWARD = [
  'I\'m "done", ain\'t I', 'a `tick` $HOME $(id) $' + '{x} %PATH% !!', 'back\\slash \\n \\u0041 \\\'', 'first\nsecond\n\nfourth',
  'ünï 日本語 عمل 🙂', 'turned \u202e round \u200b gone', '# ~ * ? [a] {b,c} <d> | & ; @file', '\'', '"', '\\', '--data x'
]

/** Answers every request with its own body. */
const echo = createServer((request, response) => request.pipe(response)).listen(0, '127.0.0.1')
t.teardown(() => echo.close())
await new Promise(resolve => echo.once('listening', resolve))
const echoUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`

t.test('the copied curl sends from bash what the page sent, and the copied fetch does too', async t => {
  const { page } = await visit(t, browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  const copied = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: `Copy as ${name}` }).click()
    await page.getByText(`The ${name} request is copied.`).waitFor({ state: 'attached' })
    return await page.evaluate('navigator.clipboard.readText()')
  }
  for (const text of AWKWARD) {
    const sent = await matching(page, async () => await page.locator('#query').fill(text))
    const curl = (await copied('curl')).replace(url, echoUrl)
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', curl.replace('/match', '/')], { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    t.same(JSON.parse(stdout), sent, text)
    t.equal(stderr, '')
    t.match(curl, /^curl -sS '[^'\n]*' -H '[^'\n]*' -d '[^'\n]*'$/, 'no quote in quotes and no second line, on which bash and PowerShell disagree')
    t.notMatch(curl, /[\u200b-\u200f\u202a-\u202e]/, 'nothing that is not seen')
    const body = /body: (JSON\.stringify\([^]*\))\n\}\)\n/.exec(await copied('fetch'))![1]!
    t.same(JSON.parse(await page.evaluate(body)), sent, text)
  }
})

t.test('a request that was refused is shown, and no time of an earlier one', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await matching(page, async () => await page.locator('#query').fill('one'))
  t.ok(await page.locator('#timing').isVisible())
  await page.route('**/match', async route => await route.fulfill({ status: 400, json: { error: 'validation_failed', message: 'No.' } }))
  await matching(page, async () => await page.locator('#query').fill('two'))
  t.match(await page.locator('pre.curl').textContent(), '"query": "two"')
  t.notOk(await page.locator('#timing').isVisible())
})

t.test('version, documents, limits and privacy are a click away', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByText(/^Kindred \d+\.\d+\.\d+/).waitFor()
  t.match(await page.locator('#privacy').textContent(), 'What you type is not logged, stored or sent on.')
  for (const link of await page.locator('footer a, nav a').all()) {
    const { status, ok } = await page.evaluate(`fetch('${await link.getAttribute('href')}').then(({ status, ok }) => ({ status, ok }))`) as { status: number, ok: boolean }
    t.ok(ok, `${await link.textContent()}: ${status}`)
  }
})
