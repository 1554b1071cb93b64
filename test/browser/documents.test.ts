import t from 'tap'
import { launch, matching, overflows, screenshot, serve, visit } from './browser.ts'

const browser = await launch(t)
const { url } = await serve(t, { CORPORA: 'documents', DEFAULT_CORPUS: 'documents' })

t.test('a passage of documentation is shown with its title, its text in lines and the page it is from', async t => {
  const { page, complaints } = await visit(t, browser)
  await page.goto(url)
  await matching(page, async () => await page.locator('#query').fill('src/server.ts the process, src/service.ts, src/app.ts, src/routes one resource each, src/plugins one concern of HTTP each'))
  const [first] = await page.locator('.match').all()
  t.match(await first!.locator('h3').textContent(), /^[^:]+: Rooms$/)
  t.match(await first!.locator('.soft').first().textContent(), 'docs/design.md')
  t.match(await first!.locator('.text').innerText(), /^src\/\S+: .+\n+src\/\S+: /m, 'a row a line')
  t.notMatch(await first!.innerText(), /slug|#rooms/)
  await screenshot(page, 'documents')
  await page.setViewportSize({ width: 360, height: 780 })
  t.notOk(await overflows(page))
  await screenshot(page, 'documents-phone')
  t.same(complaints, [])
})
