import t from 'tap'
import { OverloadedError } from '../../src/errors.ts'
import { fakeEmbedder, storeOf } from '../helper.ts'
import { launch, matching, screenshot, serve, serveUnloaded, settled, titles, visit } from './browser.ts'

const browser = await launch(t)
const ITEMS = { mentors: [{ id: 'a', title: 'One', text: 'one' }, { id: 'b', title: 'Two', text: 'two' }] }
const corpora = storeOf(ITEMS)

t.test('while the service starts the page says so, and answers what was typed meanwhile', async t => {
  let loaded = false
  const { app, url } = await serveUnloaded(t, { embedder: fakeEmbedder(), corpora: { ...corpora, load: async () => { loaded = true }, list: () => loaded ? corpora.list() : [] } })
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  await page.locator('#notice').getByText('Starting. The corpora are being loaded.').waitFor()
  await page.locator('#query').fill('one')
  await screenshot(page, 'starting', false)
  await matching(page, async () => await app.load())
  t.same(await titles(page), ['One', 'Two'])
  t.notOk(await page.locator('#notice').isVisible())
  t.same(complaints, [])
})

t.test('a page that was open when the service started anew waits for it', async t => {
  const { url } = await serve(t, {}, { embedder: fakeEmbedder(), corpora })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  let starting = true
  await page.route('**/health', async route => {
    if (!starting) return await route.continue()
    starting = false
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...await response.json() as object, status: 'starting', matcher_ready: false, reasons: ['The model is being loaded.'] } })
  })
  await page.route('**/match', async route => await route.fulfill({ status: 503, json: { error: 'starting', message: 'Not ready yet.' } }), { times: 1 })
  await page.locator('#query').fill('one')
  await page.locator('#notice').getByText('Starting. The model is being loaded.').waitFor()
  await page.locator('.match').first().waitFor()
})

t.test('an overloaded service is asked again after the seconds that it names', async t => {
  let refusals = 1
  const embedder = fakeEmbedder()
  const { url } = await serve(t, {}, { corpora, embedder: { ...embedder, embed: async (...asked) => { if (refusals-- > 0) throw new OverloadedError(1024); return await embedder.embed(...asked) } } })
  const { page, complaints } = await visit(t, browser)
  await page.clock.install()
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await page.locator('#query').fill('one')
  await page.clock.runFor(300)
  await page.locator('#notice').getByText('1024 texts are waiting to be embedded, and no more are taken.').waitFor()
  t.equal(await page.locator('#countdown').textContent(), 'Trying again in 2 s.')
  await screenshot(page, 'overloaded', false)
  await page.clock.runFor(1000)
  t.equal(await page.locator('#countdown').textContent(), 'Trying again in 1 s.')
  t.equal(await page.locator('.match').count(), 0)
  await matching(page, async () => await page.clock.runFor(1300))
  t.same(await titles(page), ['One', 'Two'])
  t.match(complaints, [/503/], 'Chromium itself reports the refusal')
})

t.test('too many requests: the visitor can wait, or try at once', async t => {
  const { url } = await serve(t, { RATE_LIMIT_PER_MINUTE: '1' }, { corpora, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await matching(page, async () => await page.locator('#query').fill('one'))
  await matching(page, async () => await page.locator('#query').fill('two'))
  t.match(await page.locator('#notice-text').textContent(), /^More than 1 text a minute came from this address\./)
  t.match(await page.locator('#countdown').textContent(), /^Trying again in \d\d s\.$/)
  t.equal(await page.locator('.match').count(), 2, 'what was found before stays, as such')
  t.equal(await page.locator('#summary').textContent(), 'Found for what you wrote before:')
  await screenshot(page, 'too-many', false)
  t.same(await matching(page, async () => await page.getByText('Try now').click()), { query: 'two', corpus: 'mentors' })
})

t.test('after five refusals the page waits for the visitor', async t => {
  const { url } = await serve(t, {}, { corpora, embedder: fakeEmbedder({ embed: async () => { throw new OverloadedError(9) } }) })
  const { page } = await visit(t, browser)
  await page.clock.install()
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await page.locator('#query').fill('one')
  await matching(page, async () => await page.clock.runFor(300))
  for (let retry = 0; retry < 5; retry++) await matching(page, async () => await page.clock.runFor(2300))
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  t.equal(await page.locator('#countdown').textContent().then(text => /^Request /.test(text ?? '')), true)
})

t.test('an error is told in the sentence of the service', async t => {
  const { url } = await serve(t, {}, { corpora, embedder: fakeEmbedder({ embed: async () => { throw new Error('secret') } }) })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await matching(page, async () => await page.locator('#query').fill('one'))
  t.equal(await page.locator('#notice-text').textContent(), 'Something went wrong here. It was logged under this request id.')
  t.match(await page.locator('#countdown').textContent(), /^Request [\w-]{36}$/)
  await screenshot(page, 'error', false)
})

t.test('an answer that is not of the service is told as such', async t => {
  const { url } = await serve(t, {}, { corpora, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await page.route('**/match', async route => await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }), { times: 1 })
  await matching(page, async () => await page.locator('#query').fill('one'))
  t.equal(await page.locator('#notice-text').textContent(), 'Something between this page and the service answered 502.')
  await matching(page, async () => await page.getByRole('button', { name: 'Try again' }).click())
  t.equal(await page.locator('.match').count(), 2)
})

t.test('offline: the page says so, and goes on by itself', async t => {
  const { url } = await serve(t, {}, { corpora, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await page.context().setOffline(true)
  await page.locator('#query').fill('one')
  await page.locator('#notice').getByText('You are offline. The page goes on when you are back.').waitFor()
  await screenshot(page, 'offline', false)
  await matching(page, async () => await page.context().setOffline(false))
  await settled(page)
  t.same(await titles(page), ['One', 'Two'])
})

t.test('a service that went away is told from a visitor who is offline', async t => {
  const { app, url } = await serve(t, {}, { corpora, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await app.close()
  await page.locator('#query').fill('one')
  await page.locator('#notice').getByText('The service does not answer. The page goes on asking.').waitFor()
})

t.test('a service without a corpus, and a degraded one, say what is wrong', async t => {
  const empty = await serve(t, {}, { corpora: storeOf({}), embedder: fakeEmbedder() })
  const degraded = await serve(t, {}, { corpora: { ...corpora, problems: () => ['The corpus "jobs" has no vectors.'] }, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  await page.goto(empty.url)
  await page.locator('#notice').getByText('There is no corpus to match.').waitFor()
  await page.goto(degraded.url)
  await page.locator('#notice').getByText('The corpus "jobs" has no vectors.').waitFor()
  await matching(page, async () => await page.locator('#query').fill('one'))
  t.equal(await page.locator('.match').count(), 2)
})

t.test('where reading needs a key the page asks for it, and shows requests without it', async t => {
  const { url } = await serve(t, { API_KEYS: 'the-key' }, { corpora, embedder: fakeEmbedder() })
  const { page } = await visit(t, browser)
  await page.goto(url)
  await page.getByRole('radio', { name: 'mentors' }).waitFor({ state: 'attached' })
  await matching(page, async () => await page.locator('#query').fill('one'))
  t.match(await page.locator('#notice-text').textContent(), 'This needs a key')
  await screenshot(page, 'key', false)
  await page.getByLabel('Key').fill('the-key')
  await matching(page, async () => await page.getByLabel('Key').press('Enter'))
  t.equal(await page.locator('.match').count(), 2)
  t.match(await page.locator('#request').textContent(), "-H 'x-api-key: YOUR_KEY'")
  t.notMatch(await page.content(), 'the-key')
})
