import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { buildSmall } from '../helper.ts'

t.test('the page is there from the first moment, whatever the platform adds to its address', async t => {
  const app = await buildApp(loadConfig({ LOG_LEVEL: 'silent' }))
  t.teardown(async () => await app.close())
  for (const url of ['/', '/?logs=container', '/?__theme=dark&x=%zz']) {
    const response = await app.inject(url)
    t.equal(response.statusCode, 200, url)
    t.match(response.headers, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    t.match(response.body, /^<!doctype html>/i)
  }
})

t.test('HEAD / is 200 without a body', async t => {
  const app = await buildSmall(t, {})
  const response = await app.inject({ method: 'HEAD', url: '/' })
  t.match(response, { statusCode: 200, body: '' })
  t.ok(Number(response.headers['content-length']) > 0)
})
