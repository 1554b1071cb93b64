import t from 'tap'
import { launch, matching, overflows, screenshot, serve, visit } from './browser.ts'

const browser = await launch(t)
const { url } = await serve(t, { CORPORA: 'documents', DEFAULT_CORPUS: 'documents' })

t.test('a passage of documentation is shown with its title, its text in lines and the page it is from', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill('which folder has the http endpoints'))
  const [first] = await page.locator('.match').all()
  t.match(await first!.locator('h3').textContent(), /^(How Kindred is built: Rooms|Kindred: Where things are)$/)
  t.match(await first!.locator('.soft').first().textContent(), /^(docs\/design|README)\.md$/)
  t.match(await first!.locator('.text').innerText(), /^src\/\S+: .+\n+src\/\S+: /m, 'a row a line')
  t.notMatch(await first!.innerText(), /slug|#rooms/)
  await screenshot(page, 'documents')
  await page.setViewportSize({ width: 360, height: 780 })
  t.notOk(await overflows(page))
  await screenshot(page, 'documents-phone')
  t.same(complaints, [])
})
