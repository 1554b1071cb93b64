import type { Page } from 'playwright-core'
import t from 'tap'
import { OverloadedError } from '../../src/errors.ts'
import { fakeEmbedder, storeOf } from '../helper.ts'
import { launch, matching, serve, standStill, visit } from './browser.ts'

const browser = await launch(t)
const corpora = storeOf({ mentors: [{ id: 'a', title: 'One', text: 'one' }, { id: 'b', title: 'Two', text: 'two' }] })

/** The page with a clock that stands, and a list of all that a screen reader would say. */
async function listenTo (page: Page, url: string): Promise<() => Promise<string[]>> {
  await page.clock.install()
  await page.goto(url)
  await page.locator('#controls:not(.waiting)').waitFor()
  await standStill(page)
  await page.evaluate(`
    window.said = []
    const node = document.querySelector('[role=status]')
    new MutationObserver(() => { if (node.textContent !== '') window.said.push(node.textContent) }).observe(node, { childList: true, characterData: true, subtree: true })`)
  return async () => await page.evaluate('window.said')
}

/** Writes, pauses long enough for a request, and waits for its answer. */
async function writeAndPause (page: Page, text: string): Promise<void> {
  await matching(page, async () => {
    await page.locator('#query').fill(text)
    await page.clock.runFor(300)
  })
}

t.test('who writes is not talked to; after a pause the answer is said in one sentence', async t => {
  const { url } = await serve(t, {}, { embedder: fakeEmbedder(), corpora })
  const { page } = await visit(t, browser)
  const said = await listenTo(page, url)
  t.equal(await page.locator('[role=status], [role=alert], [aria-live]').count(), 1, 'one voice')
  for (const text of ['on', 'one', 'tw', 'two']) await writeAndPause(page, text)
  t.same(await said(), [])
  await page.clock.runFor(1100)
  t.same(await said(), ['All 2, the nearest first. First: Two.'])
})

t.test('an error is said at once, and once', async t => {
  const { url } = await serve(t, {}, { corpora, embedder: fakeEmbedder({ embed: async () => { throw new OverloadedError(9) } }) })
  const { page } = await visit(t, browser)
  const said = await listenTo(page, url)
  await writeAndPause(page, 'one')
  await page.clock.runFor(1000)
  t.same(await said(), ['9 texts are waiting to be embedded, and no more are taken. Try again in a moment.'], 'the countdown is seen, not heard')
})

t.test('while the page goes on asking a service that is gone, it is said once, and a button keeps the focus', async t => {
  const { app, url } = await serve(t, {}, { corpora, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  const said = await listenTo(page, url)
  await app.close()
  await page.locator('#query').fill('one')
  await page.clock.runFor(300)
  await page.getByText('Ask now').focus()
  for (let polls = 0; polls < 3; polls++) await Promise.all([page.waitForEvent('requestfailed'), page.clock.runFor(2100)])
  t.same(await said(), ['The service does not answer. The page goes on asking.'])
  t.equal(await page.evaluate('document.activeElement.textContent'), 'Ask now')
})
