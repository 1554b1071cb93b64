import type { Browser, Page, Route } from 'playwright-core'
import type { Test } from 'tap'
import { axe, matching, overflows, screenshot, visit } from './browser.ts'

export interface Addresses { shipped: string, odd: string, thirty: string }

/** One state of the page: where it is found, and what leads to it. */
export interface Scene { at: keyof Addresses, reach: (page: Page) => Promise<unknown>, /** Before the page is opened. */ prepare?: (page: Page) => Promise<unknown>, /** Nothing to wait for before `reach`. */ bare?: boolean }

export const LAID_OFF = 'I got laid off and dread interviews'

const query = (page: Page) => page.locator('#query')
const write = async (page: Page, text = LAID_OFF): Promise<unknown> => await matching(page, async () => await query(page).fill(text))

async function choose (page: Page, corpus: string): Promise<void> {
  const list = page.locator('#corpora select')
  if (await list.count() > 0) await list.selectOption(corpus)
  else await page.getByRole('radio', { name: corpus }).check()
}

async function openFilters (page: Page): Promise<void> {
  await page.locator('#filters summary').click()
  await page.locator('#filter-fields').locator('.field, p:not(:text("Reading"))').first().waitFor()
}

const refused = (status: number, error: string, message: string, headers: Record<string, string> = {}) => async (page: Page): Promise<unknown> =>
  await page.route('**/match', async (route: Route) => await route.fulfill({ status, headers, json: { error, message, detail: message, status, request_id: '5f0f1ad6-6f9c-4f0e-9d6d-0d6a3b9a1c11', docs: '/docs#errors' } }))

const healthSays = (json: Record<string, unknown>) => async (page: Page): Promise<unknown> => await page.route('**/health', async route => {
  const response = await route.fetch()
  await route.fulfill({ response, json: { ...await response.json() as object, ...json } })
})

const odd = (corpus: string, filters = false): Scene => ({
  at: 'odd',
  reach: async page => {
    await choose(page, corpus)
    await write(page, 'anything at all')
    if (filters) await openFilters(page)
  }
})

export const SHIPPED: Record<string, Scene> = {
  first: { at: 'shipped', reach: async () => {} },
  typing: { at: 'shipped', prepare: async page => await page.route('**/match', () => {}), reach: async page => { await query(page).pressSequentially('I got laid'); await page.locator('#results[aria-busy=true]').waitFor() } },
  'typing-on': { at: 'shipped', reach: async page => { await write(page); await page.route('**/match', () => {}); await query(page).pressSequentially(' and more'); await page.locator('#results[aria-busy=true]').waitFor() } },
  matches: { at: 'shipped', reach: async page => await write(page) },
  'read-on': { at: 'shipped', reach: async page => { await write(page); await page.getByText('Read on').first().click() } },
  more: { at: 'shipped', reach: async page => { await write(page); await matching(page, async () => await page.locator('#more').click()) } },
  'none-close': { at: 'shipped', reach: async page => { await write(page); await openFilters(page); await matching(page, async () => await page.locator('#threshold').fill('1')) } },
  'filters-open': { at: 'shipped', reach: async page => { await openFilters(page); await write(page) } },
  'filters-used': {
    at: 'shipped',
    reach: async page => {
      await choose(page, 'jobs')
      await openFilters(page)
      await write(page)
      await matching(page, async () => await page.locator('#filter-fields select').first().selectOption({ index: 2 }))
      await matching(page, async () => await page.locator('#filter-fields select').first().selectOption({ index: 3 }))
    }
  },
  'filters-nothing': {
    at: 'shipped',
    reach: async page => {
      await choose(page, 'jobs')
      await openFilters(page)
      await write(page)
      await page.getByLabel('min salary from').fill('1e12')
      await matching(page, async () => await page.getByLabel('min salary from').press('Tab'))
    }
  },
  jobs: { at: 'shipped', reach: async page => { await choose(page, 'jobs'); await write(page, 'I like working outside with my hands') } },
  people: { at: 'shipped', reach: async page => { await choose(page, 'people'); await write(page, 'Knows gardens and bees') } },
  'long-query': { at: 'shipped', reach: async page => await write(page, `${LAID_OFF}. `.repeat(60)) },
  copied: { at: 'shipped', reach: async page => { await write(page); await page.getByRole('button', { name: 'Copy as curl' }).click() } }
}

export const OWN: Record<string, Scene> = {
  'odd-first': { at: 'odd', reach: async () => {} },
  ...Object.fromEntries(['texts', 'numbers', 'nested', 'long', 'markup', 'arabic', 'spaced'].map(name => [`odd-${name}`, odd(name, true)])),
  'odd-one': odd('one'),
  'odd-none': odd('none', true),
  thirty: { at: 'thirty', reach: async page => await write(page) }
}

export const TROUBLE: Record<string, Scene> = {
  starting: { at: 'shipped', bare: true, prepare: healthSays({ status: 'starting', matcher_ready: false, corpora: [], model: null, reasons: ['The model is being loaded.', 'The corpora are being loaded.'] }), reach: async page => await page.locator('#notice').getByText('Starting').waitFor() },
  degraded: { at: 'shipped', prepare: healthSays({ status: 'degraded', reasons: ['The corpus "jobs" was not loaded: its vectors were made with another model. Run: npm run embed -- jobs'] }), reach: async page => await page.locator('#notice').waitFor() },
  'too-many': { at: 'shipped', prepare: refused(429, 'too_many_requests', 'More than 600 texts a minute came from this address. Wait 17 seconds.', { 'retry-after': '17' }), reach: async page => await write(page) },
  overloaded: { at: 'shipped', prepare: refused(503, 'overloaded', '1024 texts are waiting to be embedded, and no more are taken.', { 'retry-after': '2' }), reach: async page => await write(page) },
  invalid: { at: 'shipped', reach: async page => { await write(page); await refused(400, 'validation_failed', '/query must NOT have more than 10000 characters.')(page); await write(page, 'something else') } },
  broken: { at: 'shipped', prepare: refused(500, 'internal', 'Something went wrong here. It was logged under this request id.'), reach: async page => await write(page) },
  key: { at: 'shipped', prepare: refused(401, 'key_missing', 'This needs a key: send it as X-Api-Key, or as Authorization: Bearer.'), reach: async page => await write(page) },
  offline: { at: 'shipped', reach: async page => { await write(page); await page.context().setOffline(true); await query(page).fill('one'); await page.locator('#notice').getByText('You are offline').waitFor() } },
  gone: { at: 'shipped', bare: true, prepare: async page => await page.route('**/health', async route => await route.abort()), reach: async page => await page.locator('#notice').getByText('does not answer').waitFor() }
}

async function open (page: Page, addresses: Addresses, { at, reach, prepare, bare = false }: Scene): Promise<void> {
  await prepare?.(page)
  await page.goto(addresses[at])
  if (!bare) await page.locator('#controls:not(.waiting)').waitFor()
  await reach(page)
}

const LOOKS = {
  'wide-light': { width: 1280, height: 900, colorScheme: 'light' },
  'phone-dark': { width: 390, height: 844, colorScheme: 'dark' },
  'wide-dark': { width: 1280, height: 900, colorScheme: 'dark' },
  'phone-light': { width: 360, height: 740, colorScheme: 'light' }
} as const
/** A window of 640 px at 200 %. */
const ZOOMED = { width: 320, height: 450 }

/** A test for each scene, in both schemes and both sizes; which scheme goes with which size takes turns. */
export function examine (t: Test, browser: Browser, scenes: Record<string, Scene>, addresses: Addresses): void {
  Object.entries(scenes).forEach(([name, scene], i) => t.test(`${name}: axe finds nothing in either scheme, nothing sticks out, the console is quiet`, async t => {
    const { page, complaints } = await visit(t, browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    await open(page, addresses, scene)
    for (const look of i % 2 === 0 ? ['wide-light', 'phone-dark'] as const : ['wide-dark', 'phone-light'] as const) {
      const { width, height, colorScheme } = LOOKS[look]
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      t.same(await axe(page), [], look)
      t.notOk(await overflows(page), look)
      await screenshot(page, `${name}-${look}`)
    }
    await page.setViewportSize(ZOOMED)
    t.notOk(await overflows(page), 'zoomed')
    t.same(complaints.filter(complaint => !complaint.startsWith('Failed to load resource')), [])
  }))
}
