import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import t from 'tap'
import { launch, matching, overflows, screenshot, serve, titles, visit } from './browser.ts'

const browser = await launch(t)
const { app, url } = await serve(t)
const LAID_OFF = 'I got laid off and dread interviews'
const UNRELATED = 'How long do I boil an egg?'
const OUTSIDE = 'I like working outside with my hands'
/** Quotes of every kind, and a line break, as a visitor may type them. */
const AWKWARD = 'I\'m "done" with `desks` \\ and $HOME\nnow'

const STAGES = ['read the words', 'wait for a turn', 'find the meaning', 'search the corpus', 'find the sentences', 'the way here and back', 'in all, as this page sees it']

type Ids = { matches: { id: string }[] }
const idsOf = ({ matches }: Ids): string[] => matches.map(({ id }) => id)

async function answerTo (payload: Record<string, unknown>): Promise<Ids & { matches: { item: Record<string, unknown> }[] }> {
  return (await app.inject({ method: 'POST', url: '/match', payload })).json()
}

async function shownIds (page: Page): Promise<string[]> {
  await titles(page)
  return await page.locator('.match .json').evaluateAll(links => links.map(link => decodeURIComponent((link as unknown as { href: string }).href.split('/').pop()!)))
}

const choose = async (page: Page, corpus: string): Promise<void> => await page.getByRole('radio', { name: corpus }).check()

async function openFilters (page: Page): Promise<void> {
  await page.locator('#filters summary').click()
  await page.locator('#filter-fields .field').first().waitFor()
}

t.test('matches come as the visitor pauses, and one request is made for one pause', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  await page.locator('#examples button').first().waitFor()
  await screenshot(page, 'empty')
  let requests = 0
  page.on('request', request => { if (request.url().endsWith('/match')) requests++ })
  // Letter by letter in one turn of the page, so that a busy machine makes no pause.
  await matching(page, async () => await page.locator('#query').evaluate((field, text) => {
    for (let length = 1; length <= text.length; length++) {
      (field as unknown as { value: string }).value = text.slice(0, length)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }, LAID_OFF))
  t.same(await shownIds(page), idsOf(await answerTo({ query: LAID_OFF })))
  t.equal(requests, 1)
  t.equal(await page.locator('#summary').textContent(), 'The 5 nearest of 170')
  await screenshot(page, 'matches')
  t.same(complaints, [])
})

t.test('a request that is no longer wanted is cancelled, and its answer not shown', async t => {
  const { page } = await visit(t, browser)
  const cancelled: string[] = []
  page.on('requestfailed', request => cancelled.push(request.failure()?.errorText ?? ''))
  let first = true
  await page.route('**/match', async route => {
    if (!first) return await route.continue()
    first = false
    await page.locator('#query').fill(OUTSIDE)
    await new Promise(resolve => page.once('requestfailed', resolve))
    await route.continue().catch(() => {})
  })
  await page.goto(url)
  const second = page.waitForResponse('**/match')
  await page.locator('#query').fill(LAID_OFF)
  await second
  t.same(await shownIds(page), idsOf(await answerTo({ query: OUTSIDE })))
  t.same(cancelled, ['net::ERR_ABORTED'])
})

t.test('an example is one click away, and an emptied field shows the examples again', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  const request = await matching(page, async () => await page.locator('#examples button').first().click())
  t.equal(request['query'], await page.locator('#query').inputValue())
  await page.locator('#query').fill('')
  await page.locator('#examples button').first().waitFor()
  t.equal(await page.locator('.match').count(), 0)
  t.notOk(await page.locator('#behind').isVisible())
})

t.test('another corpus is searched with the same sentence', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(OUTSIDE))
  const request = await matching(page, async () => await choose(page, 'jobs'))
  t.same(request, { query: OUTSIDE, explain: true, corpus: 'jobs' })
  t.same(await shownIds(page), idsOf(await answerTo({ query: OUTSIDE, corpus: 'jobs' })))
  await screenshot(page, 'jobs')
  t.same(complaints, [])
})

t.test('filters come from the fields of the corpus, and what is shown passes them', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  await choose(page, 'jobs')
  await openFilters(page)
  t.same(await page.locator('.field > label, .field > legend').allTextContents(), ['category', 'location', 'currency', 'min salary', 'max salary'])
  await page.locator('#query').fill(OUTSIDE)
  await page.getByLabel('category', { exact: true }).selectOption({ label: await labelOf(page, 'Construction') })
  await page.getByLabel('category', { exact: true }).selectOption({ label: await labelOf(page, 'Creative & Media') })
  await page.getByLabel('min salary from').fill('20000')
  const request = await matching(page, async () => await page.getByLabel('min salary from').press('Tab'))
  const filter = { category: { any: ['Construction', 'Creative & Media'] }, min_salary: { gte: 20000 } }
  t.same(request['filter'], filter)
  t.equal(await page.locator('#filter-count').textContent(), '2 in use')
  t.same(await shownIds(page), idsOf(await answerTo({ query: OUTSIDE, corpus: 'jobs', filter })))
  await screenshot(page, 'filters')
  t.same((await matching(page, async () => await page.getByLabel('Remove category Construction').click()))['filter'], { category: 'Creative & Media', min_salary: { gte: 20000 } })
  t.same(await matching(page, async () => await choose(page, 'mentors')), { query: OUTSIDE, explain: true, corpus: 'mentors' }, 'another corpus has other fields')
  t.same(complaints, [])
})

async function labelOf (page: Page, value: string): Promise<string> {
  const labels = await page.getByLabel('category', { exact: true }).locator('option').allTextContents()
  return labels.find(label => label.startsWith(`${value} (`))!
}

t.test('a field of many values is typed into, dates are a span', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await openFilters(page)
  await page.locator('#query').fill(LAID_OFF)
  await page.getByRole('combobox', { name: 'topic tags' }).fill('Shame')
  const request = await matching(page, async () => await page.getByRole('combobox', { name: 'topic tags' }).press('Enter'))
  t.same(request['filter'], { topic_tags: 'shame' })
  t.ok(await page.locator('.match').count() > 0)
  for (const tags of await page.locator('.match .tags').allTextContents()) t.match(tags, 'shame')
  await page.getByRole('combobox', { name: 'topic tags' }).fill('no such tag')
  await page.getByRole('combobox', { name: 'topic tags' }).press('Enter')
  t.notOk(await page.getByRole('combobox', { name: 'topic tags' }).evaluate(input => (input as unknown as { checkValidity: () => boolean }).checkValidity()))
  await page.getByRole('combobox', { name: 'topic tags' }).fill('')
  await page.getByLabel('timestamp from').fill('2024-01-01')
  await page.getByLabel('timestamp to').fill('2024-12-31')
  const span = await matching(page, async () => await page.getByLabel('timestamp to').press('Tab'))
  t.same(span['filter'], { topic_tags: 'shame', timestamp: { gte: '2024-01-01T00:00:00Z', lte: '2024-12-31T23:59:59.999Z' } })
})

t.test('how strong a match is stands beside it, in a word and a percentage; where nothing comes close, that is said', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  const rated = async (query: string) => (await app.inject({ method: 'POST', url: '/match', payload: { query } })).json() as { matches: { match_percent: number, strength: string }[], warnings: { code: string }[] }
  const shown = async () => (await page.locator('.match .score').allTextContents()).map(text => text.toLowerCase())
  const said = ({ matches }: Awaited<ReturnType<typeof rated>>) => matches.map(({ match_percent: percent, strength }) => `${strength} match, ${percent} %`)

  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  t.same(await shown(), said(await rated(LAID_OFF)))
  t.match(await page.locator('.match .score').first().textContent(), 'Strong')

  const nothing = await rated(UNRELATED)
  t.match(nothing.warnings, [{ code: 'weak_matches' }])
  await matching(page, async () => await page.locator('#query').fill(UNRELATED))
  t.same(await shown(), said(nothing))
  t.equal(await page.locator('#summary').textContent(), 'Nothing here comes close; a few more words may help')
  t.notOk(await page.locator('#notice').isVisible())
  await screenshot(page, 'weak')
  t.same(complaints, [])
})

t.test('the sentence that carries a match is marked in its text and seen before the rest is read; so are tags that the text names', async t => {
  const { page, complaints } = await visit(t, browser, { viewport: { width: 390, height: 844 } })
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  const answer = (await app.inject({ method: 'POST', url: '/match', payload: { query: LAID_OFF, explain: true } })).json() as { matches: { item: { content: string }, explanation: { sentence: string, end: number, shared?: { topic_tags?: string[] } } }[] }
  for (const [i, { item, explanation }] of answer.matches.entries()) {
    const match = page.locator('.match').nth(i)
    t.equal(await match.locator('mark').textContent(), `Closest to what you wrote: ${explanation.sentence}`)
    t.same(await match.locator('.shared').allTextContents(), (explanation.shared?.topic_tags ?? []).map(tag => `${tag}, as you wrote`))
    const [mark, text] = await Promise.all(['mark', '.text'].map(async part => (await match.locator(part).boundingBox())!))
    t.ok(mark!.y < text!.y + text!.height, 'it is seen')
    await match.getByText('Read on').click()
    t.equal((await match.locator('.text').textContent())?.replace('Closest to what you wrote: ', ''), item.content, 'whole')
  }
  t.ok(answer.matches.some(({ explanation }) => explanation.end > 400), 'also one that stands far below')
  t.ok(await page.locator('.shared').count() > 0)
  await matching(page, async () => await page.locator('#query').fill(UNRELATED))
  t.equal(await page.locator('mark').count(), 0, 'of a weak match no sentence says why')
  t.same(complaints, [])
})

t.test('the threshold leaves out what is further away, and says so where that is everything', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await openFilters(page)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  t.same(await matching(page, async () => await page.locator('#threshold').fill('0.6')), { query: LAID_OFF, explain: true, corpus: 'mentors', threshold: 0.6 })
  t.same(await shownIds(page), idsOf(await answerTo({ query: LAID_OFF, threshold: 0.6 })))
  t.equal(await page.locator('#threshold-value').textContent(), '0.60')
  t.match(await page.locator('#summary').textContent(), /^\d of 170 score 0\.60 or more$/)
  t.equal(await page.locator('#filter-count').textContent(), '1 in use', 'seen while it is folded away')
  await matching(page, async () => await page.locator('#threshold').fill('1'))
  t.match(await page.locator('#notice-text').textContent(), 'None of the 170 items is as close as 1.00.')
  await screenshot(page, 'no-matches')
  await matching(page, async () => await page.getByText('Show any score').click())
  t.equal(await page.locator('.match').count(), 5)
})

t.test('filters that nothing passes say so, and are cleared with one click', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await choose(page, 'jobs')
  await openFilters(page)
  await matching(page, async () => await page.locator('#query').fill(OUTSIDE))
  await page.getByLabel('min salary from').fill('1e12')
  await matching(page, async () => await page.getByLabel('min salary from').press('Tab'))
  t.equal(await page.locator('#notice-text').textContent(), 'No item passes the filters.')
  await matching(page, async () => await page.getByText('Clear the filters').click())
  t.equal(await page.locator('.match').count(), 5)
  t.equal(await page.getByLabel('min salary from').inputValue(), '')
})

t.test('more can be shown, and no item comes twice', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  await matching(page, async () => await page.locator('#more').click())
  t.same(await shownIds(page), idsOf(await answerTo({ query: LAID_OFF, limit: 10 })))
  t.match(await page.locator('#summary').textContent(), 'The 10 nearest of 170')
  t.equal(await page.evaluate('document.activeElement.textContent'), (await titles(page))[5], 'the keyboard goes on at the first new one')
})

t.test('a match links to its item as JSON', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  const [item] = await Promise.all([page.waitForEvent('popup'), page.locator('.match .json').first().click()])
  await item.waitForLoadState()
  const [first] = (await answerTo({ query: LAID_OFF })).matches
  t.same(JSON.parse(await item.locator('pre').textContent() ?? ''), first!.item)
})

t.test('a long story is shown whole when asked', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  const toggle = page.getByText('Read on').first()
  await toggle.click()
  const open = page.getByText('Show less')
  t.equal(await open.getAttribute('aria-expanded'), 'true')
  await screenshot(page, 'story')
  await open.click()
  t.equal(await open.count(), 0)
})

t.test('the time is shown by stage', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(`${LAID_OFF}, again`))
  const names = await page.locator('.stages dt').allTextContents()
  const times = await page.locator('.stages dd').allTextContents()
  t.same(names, STAGES)
  for (const time of times) t.match(time, /^\d+(\.\d)? ms$/)
  await matching(page, async () => await page.keyboard.press('Enter'))
  t.same(await page.locator('.stages dt').allTextContents(), STAGES, 'the rows stay where they are')
  t.equal(await page.locator('.stages dd').nth(2).textContent(), 'still known', 'a text that is asked again is not embedded again')
})

t.test('the request is there as curl and as fetch, and both give what is shown', async t => {
  const { page } = await visit(t, browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(url)
  await choose(page, 'jobs')
  await matching(page, async () => await page.locator('#query').fill(AWKWARD))
  await openFilters(page)
  await page.getByLabel('category', { exact: true }).selectOption({ label: await labelOf(page, 'Construction') })
  await matching(page, async () => await page.locator('#threshold').fill('0.05'))
  const shown = await shownIds(page)
  t.equal(shown.length, 5)
  const copied = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: `Copy as ${name}` }).click()
    await page.getByText(`The ${name} request is copied.`).waitFor({ state: 'attached' })
    return await page.evaluate('navigator.clipboard.readText()')
  }
  const curl = await copied('curl')
  t.equal(curl, await page.getByRole('region', { name: 'The request as curl' }).textContent())
  t.same(idsOf(JSON.parse((await promisify(execFile)('sh', ['-c', curl])).stdout)), shown)
  const script = await copied('fetch')
  const AsyncFunction = (async () => {}).constructor as new (code: string) => () => Promise<Ids['matches']>
  t.same(idsOf({ matches: await new AsyncFunction(`${script}\nreturn matches`)() }), shown)
  await page.locator('#request').scrollIntoViewIfNeeded()
  await screenshot(page, 'request')
})

t.test('everything can be done with the keyboard, and the focus is seen', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.locator('#examples button').first().waitFor()
  const focused = async (): Promise<string> => await page.evaluate('document.activeElement.id || document.activeElement.value || document.activeElement.textContent')
  const seen: string[] = []
  const outlines: string[] = []
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Tab')
    seen.push(await focused())
    const outline = '(n => getComputedStyle(n.matches("#corpora input") ? n.nextElementSibling : n).outlineStyle)(document.activeElement)'
    outlines.push(await page.evaluate(outline))
  }
  t.same(seen.slice(0, 4), ['API', 'Health', 'query', 'mentors'])
  t.same(outlines, outlines.map(() => 'solid'))
  await page.locator('#query').focus()
  await page.keyboard.type(OUTSIDE)
  await matching(page, async () => await page.keyboard.press('Enter'))
  await page.keyboard.press('Tab')
  t.match(await matching(page, async () => await page.keyboard.press('ArrowRight')), { corpus: 'documents' })
  t.match(await matching(page, async () => await page.keyboard.press('ArrowRight')), { corpus: 'jobs' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('#filter-fields .field').first().waitFor()
  await page.keyboard.press('Tab')
  t.match(await matching(page, async () => await page.keyboard.press('ArrowRight')), { threshold: 0.05 })
  await page.keyboard.press('Tab')
  t.match(await matching(page, async () => await page.keyboard.press('C')), { filter: { category: /^C/ } })
  await screenshot(page, 'keyboard', false)
  t.notOk(await overflows(page))
})
