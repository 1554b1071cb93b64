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
  const before = await places()
  letGo()
  await page.locator('#examples button').first().waitFor()
  t.same(await places(), before)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  t.same(await places(), before)
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

t.test('Tab reaches every control there is, in the order of the page, each with a name and an outline, and goes on', async t => {
  const { page } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill(LAID_OFF))
  await page.locator('#filters summary').click()
  await page.locator('#filter-fields .field').first().waitFor()
  await page.evaluate(`{
    window.controls = [...document.querySelectorAll('a, button, input, select, textarea, summary, pre')].filter(node => node.checkVisibility() && !(node.type === 'radio' && !node.checked))
    controls[0].focus()
  }`)
  const reached = new Set([0])
  const unseen: string[] = []
  const count = await page.evaluate('controls.length') as number
  // A field for a date is several stops.
  for (let presses = 0; presses < count * 2 && reached.size < count; presses++) {
    await page.keyboard.press('Tab')
    const { at, name, outline } = await page.evaluate(`{
      const node = document.activeElement
      const seen = node.type === 'radio' ? node.nextElementSibling : node
      ;({ at: controls.indexOf(node), name: node.outerHTML.slice(0, 90), outline: getComputedStyle(seen).outlineStyle })
    }`) as { at: number, name: string, outline: string }
    t.ok(at === Math.max(at, ...reached), name)
    reached.add(at)
    if (outline !== 'solid') unseen.push(name)
  }
  t.equal(reached.size, count)
  t.same(unseen, [])
  await screenshot(page, 'keyboard-end', false)
})
