import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import t from 'tap'
import type { App, Dependencies } from '../../src/app.ts'
import { buildApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { OverloadedError, TooManyRequestsError } from '../../src/errors.ts'
import { page as platformPage } from '../client/servers.ts'
import { fakeEmbedder, storeOf } from '../helper.ts'
import { axe, launch, overflows, screenshot, visit } from './browser.ts'

const EXAMPLE = new URL('../../examples/page/', import.meta.url)
const CLIENT = new URL('../../dist/client.js', import.meta.url)
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

const browser = await launch(t)
const corpora = storeOf({ mentors: [{ id: 'a', title: 'One', content: 'The first of two.', text: 'one' }, { id: 'b', title: 'Two', content: 'The second.', text: 'two' }] })

/** A port that nobody listens on. */
async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** The example as a site of its own, which asks the service at that port. */
async function serveExample (t: Test, servicePort: number): Promise<string> {
  const server = createServer(async ({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1)
    const text = await readFile(name === 'client.js' ? CLIENT : new URL(name, EXAMPLE), 'utf8')
    response.writeHead(200, { 'content-type': TYPES[name.split('.')[1] as keyof typeof TYPES] }).end(text.replace('http://localhost:7860', `http://127.0.0.1:${servicePort}`))
  }).listen(0, '127.0.0.1')
  t.teardown(() => { server.close().closeAllConnections() })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** The service at that port, before anything is loaded. */
async function serveService (t: Test, port: number, dependencies: Dependencies): Promise<App> {
  const app = await buildApp(loadConfig({ LOG_LEVEL: 'silent' }), { corpora, ...dependencies })
  t.teardown(async () => await app.close())
  await app.listen({ port, host: '127.0.0.1' })
  return app
}

/** An embedder that throws these before it works. */
function refusing (...errors: Error[]) {
  const embedder = fakeEmbedder()
  return { refuse: (...more: Error[]) => errors.push(...more), embedder: { ...embedder, embed: async (...asked: Parameters<typeof embedder.embed>) => { const error = errors.shift(); if (error !== undefined) throw error; return await embedder.embed(...asked) } } }
}

const says = async (page: Page, text: string): Promise<void> => await page.locator('#note').getByText(text).waitFor()
const write = async (page: Page, text: string): Promise<void> => await page.locator('#query').fill(text)
/** The titles, once they are those of what stands in the field. */
async function stories (page: Page): Promise<string[]> {
  await page.locator('#matches:not(.earlier) li').first().waitFor()
  return await page.locator('#matches h2').allTextContents()
}

/** What is no word of the browser about a request that failed. */
const own = (complaints: string[]): string[] => complaints.filter(complaint => !/^Failed to load resource|blocked by CORS policy/.test(complaint))

t.test('from another site: a service that is asleep, starts, is overloaded, goes away and comes back; the visitor is told, and answered in the end', async t => {
  const port = await freePort()
  const { page, complaints } = await visit(t, browser, PHONE)
  await page.goto(await serveExample(t, port))
  const { embedder, refuse } = refusing()

  await write(page, 'one')
  await says(page, 'The stories are being woken up. This can take a minute. Asking again in')
  t.same(await axe(page), [])
  await screenshot(page, 'example-asleep', false)

  const app = await serveService(t, port, { embedder })
  await says(page, 'The stories are being laid out. Asking again in')
  await app.load()
  t.same(await stories(page), ['One', 'Two'])
  t.equal(await page.locator('#note').textContent(), '')

  refuse(new OverloadedError(1024), new TooManyRequestsError(1, 1))
  await write(page, 'two')
  await says(page, 'Many people are asking at the moment. Asking again in')
  t.equal(await page.locator('#matches.earlier li').count(), 2, 'what was found before stays, as such')
  t.same(await stories(page), ['Two', 'One'])

  await app.close()
  await write(page, 'one')
  await says(page, 'The stories are being woken up.')
  const back = await serveService(t, port, { embedder })
  await back.load()
  t.same(await stories(page), ['One', 'Two'])
  t.same(own(complaints), [])
})

t.test('where a platform shows its own page for a service that sleeps, the visitor is told and answered in the end', async t => {
  const port = await freePort()
  const platform = createServer((_, response) => platformPage(503)(response)).listen(port, '127.0.0.1')
  const { page, complaints } = await visit(t, browser)
  await page.goto(await serveExample(t, port))
  await write(page, 'one')
  await says(page, 'The stories are being woken up.')
  await new Promise(resolve => { platform.close(resolve).closeAllConnections() })
  const app = await serveService(t, port, { embedder: fakeEmbedder() })
  await app.load()
  t.same(await stories(page), ['One', 'Two'])
  t.same(own(complaints), [])
})

t.test('what goes wrong for good is said in the sentence of the service, and can be tried again', async t => {
  const port = await freePort()
  const { embedder } = refusing(new Error('secret'))
  const app = await serveService(t, port, { embedder })
  await app.load()
  const { page, complaints } = await visit(t, browser)
  await page.goto(await serveExample(t, port))
  await write(page, 'one')
  await says(page, 'Something went wrong here.')
  await page.getByRole('button', { name: 'Try again' }).click()
  t.same(await stories(page), ['One', 'Two'])
  t.notOk(await page.getByRole('button', { name: 'Try again' }).isVisible())
  await write(page, '')
  await page.locator('#matches:empty').waitFor({ state: 'attached' })
  t.same(own(complaints), [])
})

t.test('on a phone it looks as it should: axe finds nothing in either scheme, and nothing sticks out', async t => {
  const port = await freePort()
  const app = await buildApp(loadConfig({ LOG_LEVEL: 'silent' }))
  t.teardown(async () => await app.close())
  await app.listen({ port, host: '127.0.0.1' })
  await app.load()
  const { page, complaints } = await visit(t, browser, PHONE)
  await page.goto(await serveExample(t, port))
  await write(page, 'I got laid off and dread interviews')
  t.equal((await stories(page)).length, 5)
  t.match(await page.locator('.strength').first().textContent(), /^Very close · \d\d %$/)
  t.equal(await page.locator('.why mark').first().textContent(), 'After the rejection number twenty-three I began to be sick before interviews.')
  await page.getByText('Read the story').first().click()
  t.equal(await page.locator('details[open] mark').count(), 1)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    t.same(await axe(page), [])
    t.notOk(await overflows(page))
    await screenshot(page, `example-${colorScheme}`, false)
  }
  await write(page, 'How long do I boil an egg?')
  await says(page, 'Nothing comes close yet.')
  await screenshot(page, 'example-weak', false)
  t.same(complaints, [])
})
