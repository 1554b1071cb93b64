import t from 'tap'
import type { EmbedderState } from '../src/embedding/embedder.ts'
import type { Loading, StatusSource } from '../src/status.ts'
import { assertLoaded, statusOf } from '../src/status.ts'
import { storeOf } from './helper.ts'

const ready: EmbedderState = { status: 'ready', waiting: 0 }
const CORPORA = { mentors: [{ id: 'a' }] }

function source ({ state = ready, loading = { done: true }, items = CORPORA, problems = [] }: { state?: EmbedderState, loading?: Loading, items?: Parameters<typeof storeOf>[0], problems?: string[] }): StatusSource {
  return { embedder: { state: () => state }, corpora: { ...storeOf(items), problems: () => problems }, loading, defaultCorpus: 'mentors' }
}

t.test('everything loaded is ok', async t => {
  t.same(statusOf(source({})), { status: 'ok', reasons: [], modelLoaded: true, modelInMemory: true, matcherReady: true, hung: false, alive: true })
})

t.test('while something is being loaded the service is starting, and says what', async t => {
  const loading = { done: false }
  t.match(statusOf(source({ loading, state: { status: 'loading', waiting: 0 }, items: {} })), {
    status: 'starting', reasons: ['The corpora are being loaded.', 'The model is being loaded.'], modelLoaded: false, matcherReady: false, alive: true
  })
  t.match(statusOf(source({ loading })), { status: 'starting', reasons: ['The corpora are being loaded.'], modelLoaded: true, matcherReady: false })
  t.match(statusOf(source({ state: { status: 'starting', waiting: 0 } })), { status: 'starting', reasons: ['The model is being loaded.'], modelLoaded: false, matcherReady: false })
})

t.test('no corpus is no reason to be degraded before they are loaded, and one after', async t => {
  t.same(statusOf(source({ loading: { done: false }, items: {} })).reasons, ['The corpora are being loaded.'])
  t.match(statusOf(source({ items: {} })), { status: 'degraded', reasons: ['There is no corpus to match.'], matcherReady: false, alive: true })
})

t.test('a problem of one corpus degrades, and the others can be matched', async t => {
  t.match(statusOf(source({ problems: ['One is broken.'] })), { status: 'degraded', reasons: ['One is broken.'], matcherReady: true })
})

t.test('a worker that is being replaced degrades, with the reason', async t => {
  const state: EmbedderState = { status: 'starting', waiting: 0, reason: 'The embedding worker stopped.' }
  t.match(statusOf(source({ state })), { status: 'degraded', reasons: ['The embedding worker stopped.'], modelLoaded: false, matcherReady: false, alive: true })
})

t.test('a hung worker is not alive', async t => {
  const state: EmbedderState = { status: 'hung', waiting: 9, reason: 'It does not return.' }
  t.match(statusOf(source({ state })), { status: 'degraded', reasons: ['It does not return.'], modelLoaded: false, matcherReady: false, alive: false })
})

t.test('what could not be loaded degrades for good, and is not waited for', async t => {
  const loading: Loading = { done: false, error: new Error('The model is not there.') }
  t.match(statusOf(source({ loading, state: { status: 'loading', waiting: 0 }, items: {} })), { status: 'degraded', reasons: ['The model is not there.'], matcherReady: false, alive: true })
})

t.test('work is refused until everything has been loaded once, with the reason', async t => {
  t.doesNotThrow(() => assertLoaded({ loading: { done: true } }))
  t.throws(() => assertLoaded({ loading: { done: false } }), { code: 'starting', status: 503, retryAfter: 1, message: 'Not ready yet: The corpora are being loaded.' })
  t.throws(() => assertLoaded({ loading: { done: false, error: new Error('The model is not there.') } }), { code: 'not_loaded', status: 503, retryAfter: 60, message: 'The model is not there.' })
})

t.test('a default corpus that is not served degrades, and names those that are', async t => {
  t.match(statusOf({ ...source({}), defaultCorpus: 'stories' }), { status: 'degraded', reasons: ['The default corpus "stories" is not served; set DEFAULT_CORPUS to one of mentors.'], matcherReady: true })
})

t.test('a model that could not be loaded beside others degrades', async t => {
  t.match(statusOf(source({ loading: { done: true, problems: ['The model x is not there.'] } })), { status: 'degraded', reasons: ['The model x is not there.'], matcherReady: true })
})
