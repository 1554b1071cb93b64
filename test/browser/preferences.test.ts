import t from 'tap'
import { axe, launch, matching, screenshot, serve, visit } from './browser.ts'
import { LAID_OFF } from './scenes.ts'

const browser = await launch(t)
const { url } = await serve(t)

t.test('in the low frame of another site, and in the middle of a phone with its keyboard out, the first match is seen', async t => {
  const { page } = await visit(t, browser, { viewport: { width: 390, height: 500 } })
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  const { y } = (await page.locator('.match h3').first().boundingBox())!
  t.ok(y < 440, String(y))
  await screenshot(page, 'phone-keyboard', false)
})

t.test('what arrives later moves nothing: the field and the controls stand where they stood', async t => {
  const { page } = await visit(t, browser, { viewport: { width: 390, height: 844 } })
  let letGo = () => {}
  const held = new Promise<void>(resolve => { letGo = resolve })
  await page.route('**/health', async route => { await held; await route.continue() })
  await page.goto(url)
  const places = async (): Promise<unknown> => await page.evaluate('["query", "filters"].map(id => Math.round(document.getElementById(id).getBoundingClientRect().top))')
  await page.locator('#query').waitFor()
  const [query] = await places() as number[]
  letGo()
  await page.locator('#examples button').first().waitFor()
  const [now, filters] = await places() as number[]
  t.equal(now, query)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  t.same(await places(), [now, filters])
})

t.test('with forced colours what is chosen and what has the focus are told apart', async t => {
  const { page } = await visit(t, browser, { forcedColors: 'active' })
  await page.goto(url)
  await page.getByRole('radio', { name: 'jobs' }).check()
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  await page.getByRole('radio', { name: 'jobs' }).focus()
  const background = async (name: string): Promise<unknown> => await page.evaluate(`getComputedStyle(document.querySelector('input[value=${name}] + span')).backgroundColor`)
  t.not(await background('jobs'), await background('people'))
  t.same(await axe(page), [])
  await screenshot(page, 'forced-colours')
})

t.test('without JavaScript the page says where to go, and it is there', async t => {
  const { page, complaints } = await visit(t, browser, { javaScriptEnabled: false })
  await page.goto(url)
  t.notOk(await page.locator('#query').isVisible(), 'no field that does nothing')
  t.same(complaints, [])
  await screenshot(page, 'no-script')
  await page.locator('noscript a').first().click()
  t.equal(JSON.parse(await page.locator('pre').textContent() ?? '').matches.length, 5)
})

t.test('who asked for little motion sees none, and others see that something runs', async t => {
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    const { page } = await visit(t, browser, { reducedMotion })
    await page.goto(url)
    await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
    await page.route('**/match', () => {})
    await page.locator('#query').fill('one')
    await page.locator('#results[aria-busy=true]').waitFor()
    t.equal(await page.evaluate('document.getAnimations().length > 0'), reducedMotion === 'no-preference')
    t.equal(await page.evaluate('[...document.querySelectorAll("*")].filter(n => parseFloat(getComputedStyle(n).transitionDuration) > 0).length'), 0)
  }
})
