import type { Page } from 'playwright-core'
import t from 'tap'
import { ERRORS } from '../../src/error-codes.ts'
import { launch, screenshot, serve, tryMatch, visit } from './browser.ts'

const browser = await launch(t)
const { url } = await serve(t)
const PREFIX = 'https://site.example/tools/kindred/'

/** A proxy that serves Kindred below a path, as nginx does with `location /tools/kindred/`. */
async function behindProxy (page: Page): Promise<void> {
  await page.route(`${PREFIX}**`, async route => await route.fulfill({ response: await route.fetch({ url: route.request().url().replace(PREFIX, url), maxRedirects: 0 }) }))
}

async function isInView (page: Page, id: string): Promise<boolean> {
  const box = await page.locator(`#${id}`).boundingBox()
  return box !== null && box.y >= 0 && box.y < page.viewportSize()!.height
}

t.test('the address in an error leads to what is said about its code', async t => {
  const { page, complaints } = await visit(t, browser)
  const { docs } = await (await fetch(`${url}corpora/nothing`)).json() as { docs: string }
  t.equal(docs, '/docs#corpus_not_found')
  await page.goto(new URL(docs, url).href)
  const row = page.locator('tr:has(> td > #corpus_not_found)')
  await page.locator('#corpus_not_found:target').waitFor({ state: 'attached' })
  t.ok(await isInView(page, 'corpus_not_found'))
  t.match(await row.textContent(), ERRORS.corpus_not_found.when)
  t.equal(new URL(page.url()).hash, '#corpus_not_found')
  await screenshot(page, 'docs-error', false)
  t.same(complaints, [])
})

t.test('every code has its place, folded away at first', async t => {
  const { page } = await visit(t, browser)
  await page.goto(`${url}docs`)
  await page.locator('.info details').first().waitFor()
  t.same(await page.locator('.info summary').allTextContents(), ['Rules for every route', 'Filters', 'Errors'])
  t.equal(await page.locator('.info details[open]').count(), 0)
  await screenshot(page, 'docs-top', false)
  for (const code of Object.keys(ERRORS)) t.equal(await page.locator(`#${code}`).count(), 1, code)
})

for (const [what, path] of [['with', 'docs/'], ['without', 'docs']] as const) {
  t.test(`below a path of a proxy, ${what} a slash at the end, the documents work and so does "Try it out"`, async t => {
    const { page, complaints } = await visit(t, browser)
    await behindProxy(page)
    await page.goto(PREFIX + path)
    const [request] = await Promise.all([page.waitForRequest(request => request.method() === 'POST'), tryMatch(page)])
    t.equal(request.url(), `${PREFIX}match`)
    t.match(await page.locator('.live-responses-table').textContent(), 'server-timing')
    t.same(complaints, [])
    await page.unrouteAll({ behavior: 'wait' })
  })
}

t.test('below a path the address in an error leads there as well', async t => {
  const { page } = await visit(t, browser)
  await behindProxy(page)
  await page.goto(`${PREFIX}docs#starting`)
  await page.locator('#starting:target').waitFor({ state: 'attached' })
  t.ok(await isInView(page, 'starting'))
  await page.unrouteAll({ behavior: 'wait' })
})
