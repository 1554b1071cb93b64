import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import t from 'tap'
import { launch, matching, overflows, screenshot, serve, titles, visit, tryMatch } from './browser.ts'

const browser = await launch(t)
const { url } = await serve(t)
const LAID_OFF = 'I got laid off and dread interviews'
const HEAVIEST_BYTES = 60_000
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

/** Opens everything there is to open, with answers in it. */
async function unfold (page: Page): Promise<void> {
  await page.goto(url)
  await page.getByRole('radio', { name: 'jobs' }).check()
  await matching(page, async () => await page.locator('#query').fill('I like working outside with my hands'))
  await page.locator('#filters summary').click()
  await page.locator('#filter-fields .field').first().waitFor()
  await matching(page, async () => await page.locator('#filter-fields select').first().selectOption({ index: 3 }))
}

t.test('what a finger touches on a phone is large enough', async t => {
  const { page } = await visit(t, browser, PHONE)
  await unfold(page)
  for (const control of await page.locator('button:visible, select:visible, summary:visible, #corpora label, nav a, .json, input[type=range], .field input').all()) {
    const { height } = (await control.boundingBox())!
    t.ok(height >= 38, `${await control.evaluate(node => (node as unknown as { outerHTML: string }).outerHTML.slice(0, 80))}: ${height}`)
  }
})

t.test('in the frame of a Space, 600 px high', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.route('https://huggingface.co/**', async route => await route.fulfill({
    contentType: 'text/html',
    body: '<!doctype html><title>A Space</title><body style="margin:0;background:#888"><iframe title="Kindred" src="https://kindred.hf.space/?logs=container" width="800" height="600" style="border:0"></iframe>'
  }))
  await page.route('https://kindred.hf.space/**', async route => await route.fulfill({ response: await route.fetch({ url: route.request().url().replace('https://kindred.hf.space/', url) }) }))
  await page.goto('https://huggingface.co/spaces/kindred')
  const frame = page.frameLocator('iframe')
  await frame.locator('#examples button').first().waitFor()
  await frame.locator('#query').fill(LAID_OFF)
  await frame.locator('.match').first().waitFor()
  const inside = page.frames().find(({ parentFrame }) => parentFrame !== null && page.frames().length > 1)
  t.notOk(await overflows(page.frames()[1] ?? inside!))
  await screenshot(page, 'frame')
  await frame.getByRole('button', { name: 'Copy as curl' }).click()
  await frame.getByText('The curl request is copied.').waitFor({ state: 'attached' })
  await page.frames()[1]!.locator('#request').scrollIntoViewIfNeeded()
  await screenshot(page, 'frame-request')
  t.same(complaints, [])
})

t.test('no other site can frame it', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.route('https://elsewhere.example/**', async route => await route.fulfill({ contentType: 'text/html', body: '<!doctype html><iframe src="https://kindred.hf.space/"></iframe>' }))
  await page.route('https://kindred.hf.space/**', async route => await route.fulfill({ response: await route.fetch({ url: route.request().url().replace('https://kindred.hf.space/', url) }) }))
  await page.goto('https://elsewhere.example/')
  t.match(complaints, [/frame-ancestors/])
})

t.test('another site can call it from a page', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.route('https://elsewhere.example/**', async route => await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Elsewhere</title>' }))
  await page.route('https://kindred.hf.space/**', async route => await route.fulfill({ response: await route.fetch({ url: route.request().url().replace('https://kindred.hf.space/', url) }) }))
  await page.goto('https://elsewhere.example/')
  const call = `fetch('https://kindred.hf.space/match', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"one"}' })
    .then(async response => [response.status, response.headers.has('server-timing'), (await response.json()).matches.length])`
  t.same(await page.evaluate(call), [200, true, 5])
  t.same(complaints, [])
})

t.test('under a path of a proxy everything is found', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.route('https://site.example/tools/kindred/**', async route => await route.fulfill({ response: await route.fetch({ url: route.request().url().replace('https://site.example/tools/kindred/', url) }) }))
  await page.goto('https://site.example/tools/kindred/')
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  t.equal((await titles(page)).length, 5)
  t.match(await page.getByRole('region', { name: 'The request as curl' }).textContent(), "curl -sS 'https://site.example/tools/kindred/match'")
  await page.locator('#filters summary').click()
  await page.locator('#filter-fields .field').first().waitFor()
  t.same(complaints, [])
})

t.test('the documents work under the same policy', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(`${url}docs/`)
  await page.locator('.opblock-summary').first().waitFor()
  await screenshot(page, 'docs', false)
  await tryMatch(page)
  t.match(await page.locator('#operations-matching-match .live-responses-table').textContent(), 'server-timing')
  await screenshot(page, 'docs-try', false)
  t.same(complaints, [])
})

t.test('the page weighs little, and fetches nothing from elsewhere', async t => {
  const { page } = await visit(t, browser)
  const files = new Map<string, number>()
  page.on('response', async response => { if (!/\/(health|info|match)$/.test(response.url())) files.set(response.url(), gzipSync(await response.body()).length) })
  await page.goto(url, { waitUntil: 'networkidle' })
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  t.same([...files.keys()].filter(address => !address.startsWith(url)), [])
  const weight = [...files.values()].reduce((sum, bytes) => sum + bytes, 0)
  t.comment(`${files.size} files, ${weight} bytes gzipped`)
  t.ok(files.size >= 10)
  t.ok(weight <= HEAVIEST_BYTES, String(weight))
})
