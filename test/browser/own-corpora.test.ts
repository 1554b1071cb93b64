import type { Page } from 'playwright-core'
import t from 'tap'
import { fakeEmbedder, storeOf } from '../helper.ts'
import { launch, matching, serve, titles, visit } from './browser.ts'
import { ODD, THIRTY } from './odd-corpora.ts'

const browser = await launch(t)
const embedder = fakeEmbedder()
const { url } = await serve(t, {}, { embedder, corpora: storeOf(ODD) })

async function ask (page: Page, corpus: string, text = 'anything', at = url): Promise<void> {
  await page.goto(at)
  await page.locator('#controls:not(.waiting)').waitFor()
  await page.locator('#corpora select').selectOption(corpus)
  await matching(page, async () => await page.locator('#query').fill(text))
}

t.test('nothing on the page speaks of what ships with Kindred where something else is served', async t => {
  const { page } = await visit(t, browser)
  for (const corpus of Object.keys(ODD)) {
    await page.goto(url)
    await page.locator('#controls:not(.waiting)').waitFor()
    await page.locator('#corpora select').selectOption(corpus)
    await page.locator('#examples').waitFor({ state: 'attached' })
    const said = await page.locator('main').innerText() + await page.locator('#query').getAttribute('placeholder')
    t.notMatch(said.replace(/The default corpus .*/, ''), /stor(y|ies)|mentor|jobs|people|invented|advice/i, corpus)
  }
})

t.test('the examples of an own corpus are what its items are called', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.locator('#controls:not(.waiting)').waitFor()
  const examples = async (corpus: string): Promise<string[]> => {
    const asked = page.waitForResponse(response => response.url().includes(`/${corpus}/items?`))
    await page.locator('#corpora select').selectOption(corpus)
    await (await asked).finished()
    await page.waitForFunction(`document.querySelector('#corpora select').value === '${corpus}' && !document.querySelector('#examples').hidden`)
    return await page.locator('#examples button').allTextContents()
  }
  t.same(await examples('one'), ['The only item there is'])
  t.same(await examples('none'), [])
  t.same((await examples('texts'))[0], 'The kettle had been on since six, and nobody had said what all of us were')
  t.same(await examples('spaced'), ['Baker 0', 'Baker 1', 'Baker 2'])
  t.equal((await matching(page, async () => await page.getByRole('button', { name: 'Baker 1' }).click()))['query'], 'Baker 1')
})

t.test('items of nothing but text are shown by it, once, and found by a heading', async t => {
  const { page } = await visit(t, browser)
  await ask(page, 'texts', 'Line 1')
  t.ok((await titles(page)).every(title => /^(Line \d|The kettle .* …)$/.test(title)), String(await titles(page)))
  t.equal(await page.locator('.match .text', { hasText: /^Line 1$/ }).count(), 1)
  t.equal(await page.locator('.match h3:not(.hidden)').count(), 0)
})

t.test('numbers stay readable, years are years, and nested fields are shown', async t => {
  const { page } = await visit(t, browser)
  await ask(page, 'numbers', 'n5')
  const facts = await page.locator('.match').first().locator('.facts div').allTextContents()
  t.same(facts, ['year1985', 'price62.5', 'rating0.714', 'big7,407,402', 'on saleno'])
  await ask(page, 'nested')
  t.same(await page.locator('.match').first().locator('dt').allTextContents(), ['address city', 'address geo lat', 'address geo lon'])
})

t.test('what is written in an item is text, and only an address of the web is a link', async t => {
  const { page, complaints } = await visit(t, browser)
  await ask(page, 'markup')
  t.match(await titles(page), [/^<img src=x onerror=alert\(\d\)> & <b>bold<\/b>$/])
  t.equal(await page.locator('.match :is(h3, .text, .tags, .facts) :is(img, script, b, i)').count(), 0)
  await ask(page, 'long')
  t.match(await page.locator('.facts a').first().getAttribute('href'), /^https:\/\/example\.org\//)
  t.same(complaints, [])
})

t.test('a script that runs the other way does so', async t => {
  const { page } = await visit(t, browser)
  await ask(page, 'arabic')
  for (const part of ['h3', '.text', '.tags li']) t.equal(await page.locator(`.match ${part}`).first().evaluate(node => (globalThis as unknown as { getComputedStyle: (of: unknown) => { direction: string } }).getComputedStyle(node).direction), 'rtl', part)
})

t.test('thirty corpora are a list to open, and the one that was chosen is asked', async t => {
  const thirty = await serve(t, {}, { embedder, corpora: storeOf(THIRTY) })
  const { page } = await visit(t, browser)
  await ask(page, 'corpus-30', 'anything', thirty.url)
  t.equal(await page.getByRole('combobox', { name: 'Look among' }).locator('option').count(), 30)
  t.equal(await page.locator('#summary').textContent(), 'The 5 nearest of 1074')
})
