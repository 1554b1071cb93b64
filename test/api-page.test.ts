import { readFileSync, writeFileSync } from 'node:fs'
import t from 'tap'
import type { OpenApi } from './api-page.ts'
import { apiPage, bodyExamples, exampleUrl, isForWriting, routesOf } from './api-page.ts'
import { build } from './helper.ts'

const PAGE = new URL('../docs/api.md', import.meta.url)

t.test('docs/api.md says what the document says (UPDATE_DOCS=1 writes it)', async t => {
  const app = await build(t, { RATE_LIMIT_PER_MINUTE: '' })
  const page = apiPage((await app.inject('/openapi.json')).json<OpenApi>())
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, page)
  t.equal(readFileSync(PAGE, 'utf8'), page, 'run UPDATE_DOCS=1 npx tap test/api-page.test.ts')
})

t.test('the examples of the document are answered', async t => {
  const app = await build(t)
  const routes = routesOf((await app.inject('/openapi.json')).json<OpenApi>()).filter(({ operation }) => !isForWriting(operation))
  let bodies = 0
  for (const route of routes) {
    const examples = bodyExamples(route.operation)
    bodies += examples.length
    t.equal(examples.length > 0, route.method === 'POST', `${route.method} ${route.path} has examples where it has a body`)
    for (const payload of examples.length > 0 ? examples.map(({ body }) => body) : [undefined]) {
      const response = await app.inject({ method: route.method as 'GET', url: exampleUrl(route), ...payload === undefined ? {} : { payload: payload as object } })
      t.equal(response.statusCode, 200, `${route.method} ${exampleUrl(route)} ${JSON.stringify(payload) ?? ''}`)
      if (route.path === '/match') for (const { matches } of response.json().results ?? [response.json()]) t.ok(matches.length > 0, 'something is found')
    }
  }
  t.ok(bodies >= 7)
})
