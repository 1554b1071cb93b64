import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import type { Test } from 'tap'
import type { App, Dependencies } from '../../src/app.ts'
import { buildApp } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import { loadConfig } from '../../src/config.ts'
import { build } from '../helper.ts'

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const SCREENSHOTS = new URL('../../.tap/screenshots/', import.meta.url).pathname

/** Long enough for a slow machine, short enough to end before tap does. */
const PATIENCE_MS = 30_000

/** One Chromium for a file of tests, closed at its end. */
export async function launch (t: Test): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  t.teardown(async () => await browser.close())
  return browser
}

/** The whole service with model and corpora, listening; `url` ends in a slash. */
export async function serve (t: Test, environment: Environment = {}, dependencies: Dependencies = {}): Promise<{ app: App, url: string }> {
  const app = await build(t, environment, dependencies)
  return { app, url: await listen(app) }
}

/** The same, listening before anything is loaded. */
export async function serveUnloaded (t: Test, dependencies: Dependencies = {}): Promise<{ app: App, url: string }> {
  const app = await buildApp(loadConfig({ LOG_LEVEL: 'silent' }), dependencies)
  t.teardown(async () => await app.close())
  return { app, url: await listen(app) }
}

const listen = async (app: App): Promise<string> => `${await app.listen({ port: 0, host: '127.0.0.1' })}/`

export interface Visit { page: Page, /** What the console complained about: errors, and whatever the content security policy stopped. */ complaints: string[] }

/** A new visitor; at the end nothing may have been complained about in the console unless the test takes it out of `complaints`. */
export async function visit (t: Test, browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()) })
  page.on('pageerror', error => complaints.push(error.message))
  t.teardown(async () => await context.close())
  return { page, complaints }
}

/** The page's clock, once it is installed, stands from now on; `runFor` moves it. However slow the machine is, no time passes by itself. */
export async function standStill (page: Page): Promise<void> {
  await page.clock.pauseAt(Date.now() + 3_600_000)
}

/** Waits come to the second that was named, without the random part by which many clients keep out of step. */
export async function inStep (page: Page): Promise<void> {
  await page.addInitScript('Math.random = () => 0')
}

/** The titles that are shown, once the answer to what was done last has come. */
export async function titles (page: Page | Frame): Promise<string[]> {
  await settled(page)
  return await page.locator('.match h3').allTextContents()
}

/** Waits until matches are shown, or a sentence why there are none, and nothing runs any more. */
export async function settled (page: Page | Frame): Promise<void> {
  await page.locator('#results[aria-busy=false]').waitFor()
  await page.locator('.match, #notice:not([hidden])').first().waitFor()
}

/** Does something, and waits for the answer to the match that it leads to, even where one of before is still on its way. */
export async function matching (page: Page, action: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const [request] = await Promise.all([page.waitForRequest(request => new URL(request.url()).pathname.endsWith('/match') && request.method() === 'POST'), action()])
  await (await request.response())?.finished()
  await settled(page)
  return request.postDataJSON() as Record<string, unknown>
}

/** Kept in `.tap/screenshots`, to be looked at. */
export async function screenshot (page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage })
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds: WCAG 2.2 A and AA and its best practices; one line a finding. */
export async function axe (page: Page): Promise<string[]> {
  // A fading element has a contrast of its own.
  await page.evaluate('Promise.allSettled(document.getAnimations().filter(animation => animation.effect.getComputedTiming().endTime !== Infinity).map(animation => animation.finished))')
  if (await page.evaluate('window.axe === undefined')) await page.evaluate(axeSource)
  const { violations } = await page.evaluate('axe.run({ resultTypes: ["violations"] })') as { violations: { id: string, nodes: { html: string, failureSummary: string }[] }[] }
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

/** Whether the page is wider than its window, which on a phone would make it scroll sideways. */
export async function overflows (page: Page | Frame): Promise<boolean> {
  return await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
}

/** Asks for a match with what /docs has for trying it out. */
export async function tryMatch (page: Page): Promise<void> {
  const match = page.locator('#operations-matching-match')
  await match.locator('.opblock-summary-control').click()
  await match.getByText('Try it out').click()
  await match.locator('textarea').fill('{"query":"one","limit":1}')
  await match.getByText('Execute').click()
  await match.locator('.live-responses-table').waitFor()
}
