import t from 'tap'
import { build, buildSmall, FAKE_MODEL } from '../helper.ts'

const ITEMS = {
  stories: [{ id: 'é', text: 'four' }, { id: 'b', text: 'two', years: 3 }, { id: 'a', text: 'one', tags: ['x'] }, { id: 'Z/1 ü', text: 'three', address: { city: 'Berlin' } }],
  jobs: [{ id: 'c', text: 'three' }]
}

t.test('corpora', async t => {
  const app = await buildSmall(t, ITEMS)

  t.test('are listed, and each by its name is the same', async t => {
    const { corpora } = (await app.inject('/corpora')).json()
    t.equal(corpora.length, 2)
    for (const corpus of corpora) t.same((await app.inject(`/corpora/${corpus.name}`)).json(), corpus)
  })

  t.test('tell their size, model, template and fields, nested ones with dots', async t => {
    t.same((await app.inject('/corpora/stories')).json(), {
      name: 'stories',
      items: 4,
      dimensions: 8,
      model: FAKE_MODEL,
      template: ['{text}'],
      fields: [
        { name: 'id', type: 'string' }, { name: 'text', type: 'string' }, { name: 'address', type: 'object' }, { name: 'address.city', type: 'string' },
        { name: 'tags', type: 'list' }, { name: 'years', type: 'number' }
      ],
      served_by: 'memory',
      source: 'file',
      stale: false,
      version: 'test',
      updated_at: '2026-01-01T00:00:00.000Z'
    })
  })

  t.test('carry an ETag, and are a 304 without a body to one who has it', async t => {
    const first = await app.inject('/corpora/stories')
    t.match(first.headers, { etag: '"test"', 'cache-control': 'no-cache' })
    for (const tag of ['"test"', 'W/"test"', '"old", "test"', '*']) {
      const again = await app.inject({ url: '/corpora/stories', headers: { 'if-none-match': tag } })
      t.match(again, { statusCode: 304, body: '', headers: { etag: '"test"' } }, tag)
    }
    for (const tag of ['"old"', 'test', '"testing"']) t.equal((await app.inject({ url: '/corpora/stories', headers: { 'if-none-match': tag } })).statusCode, 200, tag)
  })

  t.test('that are not there are a 404 with a name that was meant', async t => {
    t.match((await app.inject('/corpora/storys')).json(), { error: 'corpus_not_found', message: 'There is no corpus "storys". Did you mean "stories"?' })
    t.match((await app.inject('/corpora/people/items')).json(), { message: 'There is no corpus "people". There are "stories", "jobs".' })
    for (const url of ['/corpora/constructor', '/corpora/__proto__', '/corpora/..%2F..%2Fetc%2Fpasswd', '/corpora/%00']) t.equal((await app.inject(url)).statusCode, 404, url)
  })
})

t.test('items', async t => {
  const app = await buildSmall(t, ITEMS)

  t.test('stand in the order of the bytes of their ids, in pages that neither overlap nor leave one out', async t => {
    const page = (await app.inject('/corpora/stories/items')).json()
    t.same(page.items.map(({ id }: { id: string }) => id), ['Z/1 ü', 'a', 'b', 'é'])
    t.match(page, { total: 4, limit: 50, offset: 0 })
    const pages = await Promise.all([0, 1, 2, 3, 4].map(async offset => (await app.inject(`/corpora/stories/items?limit=1&offset=${offset}`)).json()))
    t.same(pages.flatMap(({ items }) => items), page.items)
    t.match(pages[4], { items: [], total: 4, limit: 1, offset: 4 })
  })

  t.test('are found by their id, whatever characters it has', async t => {
    for (const item of ITEMS.stories) t.same((await app.inject(`/corpora/stories/items/${encodeURIComponent(item.id)}`)).json(), item)
  })

  t.test('that are not there are a 404', async t => {
    t.match((await app.inject('/corpora/stories/items/nobody')).json(), { error: 'item_not_found', message: 'The corpus "stories" has no item "nobody".' })
    for (const id of ['__proto__', 'constructor', 'toString', '%00']) t.equal((await app.inject(`/corpora/stories/items/${id}`)).statusCode, 404)
  })
})

t.test('the shipped corpora can be read, page by page', async t => {
  const app = await build(t)
  const { corpora } = (await app.inject('/corpora')).json()
  t.match(corpora, [{ name: 'documents', dimensions: 384 }, { name: 'jobs', dimensions: 384, version: /^[0-9a-f]{16}$/ }, { name: 'mentors', dimensions: 384 }])
  for (const { name, items } of corpora) {
    const ids = new Set<string>()
    for (let offset = 0; offset < items; offset += 100) {
      for (const item of (await app.inject(`/corpora/${name}/items?limit=100&offset=${offset}`)).json().items) ids.add(item.id)
    }
    t.equal(ids.size, items)
  }
})
