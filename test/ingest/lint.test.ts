import t from 'tap'
import type { Test } from 'tap'
import type { LintModel, LintOptions } from '../../src/ingest/lint.ts'
import { lint } from '../../src/ingest/lint.ts'
import { openSource } from '../../src/ingest/source.ts'
import { jsonl } from '../corpus/corpus-files.ts'
import { fakeVector } from '../helper.ts'
import { fileOf } from './sources.ts'

/** Texts that differ in their case alone have the same vector, and a word is a token. */
const MODEL: LintModel = {
  dimensions: 8,
  maxTokens: 4,
  countTokens: text => text.split(' ').length,
  vectorsOf: async texts => {
    const data = new Float32Array(texts.length * 8)
    texts.forEach((parts, row) => data.set(fakeVector(parts.join(' ').toLowerCase()), row * 8))
    return data
  }
}

async function lintOf (t: Test, content: string, options: Partial<LintOptions> = {}) {
  const source = await openSource(await fileOf(t, 'x.jsonl', content))
  return await lint(source, { template: ['{title}'], model: MODEL, threshold: 0.99, nearest: 0, strict: true, ...options })
}

t.test('of good items nothing is said', async t => {
  t.same(await lintOf(t, jsonl([{ id: 'a', title: 'x' }, { id: 'b', title: 'y' }])), { items: 2, findings: [], nearest: [] })
})

t.test('lines that cannot be read, and ids', async t => {
  const content = `${jsonl([{ id: 'a', title: 'one' }])}oops\n\n${jsonl([{ title: 'two' }, { id: 3, title: 'three' }, { id: 'a', title: 'four' }])}`
  const { findings, items } = await lintOf(t, content)
  t.equal(items, 4)
  t.match(findings, [
    { severity: 'problem', kind: 'unparsable', line: 2, message: /^is not JSON/ },
    { severity: 'problem', kind: 'wrong_id', line: 4, message: 'has no id' },
    { severity: 'problem', kind: 'wrong_id', line: 5, message: /^has an id that cannot be used/ },
    { severity: 'problem', kind: 'duplicate_id', line: 6, other_line: 1, message: 'has the id "a", which line 1 has already' }
  ])
  t.equal(findings.length, 4)
})

t.test('a file that is to become a corpus may have numbers for ids, or none', async t => {
  t.same((await lintOf(t, jsonl([{ id: 1, title: 'x' }, { id: 2, title: 'y' }]), { strict: false })).findings, [])
  t.same((await lintOf(t, jsonl([{ title: 'x' }, { title: 'y' }]), { strict: false })).findings, [])
  t.match((await lintOf(t, jsonl([{ title: 'x' }, { id: 2, title: 'y' }]), { strict: false })).findings, [{ kind: 'wrong_id', line: 1 }])
})

t.test('what says the same word for word, and what says nearly the same', async t => {
  const items = [{ id: 'a', title: 'Laid off' }, { id: 'b', title: 'laid OFF' }, { id: 'c', title: 'Laid off' }, { id: 'd', title: 'Grief' }]
  t.match((await lintOf(t, jsonl(items))).findings, [
    { severity: 'problem', kind: 'near_duplicate', line: 2, other_line: 1, cosine: 1 },
    { severity: 'problem', kind: 'duplicate', line: 3, other_line: 1 }
  ])
})

t.test('the nearest pairs are listed, however far they are', async t => {
  const { nearest, findings } = await lintOf(t, jsonl([{ id: 'a', title: 'x' }, { id: 'b', title: 'y' }, { id: 'c', title: 'X' }]), { nearest: 2, threshold: 1.1 })
  t.same(findings, [])
  t.match(nearest, [{ a: { line: 1 }, b: { line: 3 } }, {}])
  t.ok(Math.abs(nearest[0]!.cosine - 1) < 1e-6 && nearest[1]!.cosine < nearest[0]!.cosine)
  t.equal(nearest.length, 2)
})

t.test('empty fields of the template, fields that most have, and long texts are remarks', async t => {
  const items = Array.from({ length: 12 }, (_, i) => ({ id: `${i}`, title: `t${i}`, tags: ['x'], place: 'y', ...i === 5 ? { tags: [], place: null } : {}, ...i === 7 ? { title: 'one two three four five' } : {}, ...i < 3 ? { rare: 1 } : {} }))
  t.match((await lintOf(t, jsonl(items), { template: ['{title}', '{tags}'] })).findings, [
    { severity: 'remark', kind: 'empty_template_field', line: 6, message: 'has nothing in "tags", which the template uses' },
    { severity: 'remark', kind: 'missing_field', line: 6, message: 'has no "place", which 11 of 12 items have' },
    { severity: 'remark', kind: 'too_long', line: 8, message: /^has a text of 5 tokens; the model reads 4 at once/ }
  ])
})

t.test('an item with nothing to embed is a problem, and is compared with nothing', async t => {
  const { findings } = await lintOf(t, jsonl([{ id: 'a', title: ' ' }, { id: 'b', title: '' }, { id: 'c', title: 'x' }]))
  t.match(findings, [{ severity: 'problem', kind: 'nothing_to_embed', line: 1 }, { severity: 'problem', kind: 'nothing_to_embed', line: 2 }])
  t.equal(findings.length, 2)
})

t.test('without a template the items are compared as they stand', async t => {
  const { findings } = await lintOf(t, jsonl([{ id: 'a', n: 1 }, { id: 'b', n: 1 }, { id: 'c', n: 2 }]), { template: [], model: undefined })
  t.match(findings, [{ kind: 'duplicate', line: 2, other_line: 1 }])
  t.equal(findings.length, 1)
})

t.test('a template that fits no item is refused', async t => {
  await t.rejects(lintOf(t, jsonl([{ id: 'a', title: 'x' }]), { template: ['{titel}'] }), { message: /Did you mean "title"\?$/ })
})
