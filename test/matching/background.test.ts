import { readFile } from 'node:fs/promises'
import t from 'tap'
import { readManifest } from '../../src/corpus/load-corpus.ts'
import { backgroundOf } from '../../src/matching/background.ts'
import { GENERIC_SENTENCES } from '../../src/matching/generic-sentences.ts'
import { sampleOf } from '../../src/matching/sample.ts'
import { ratingBy } from '../../src/matching/strength.ts'
import { fakeVector } from '../helper.ts'
import { readVectors } from '../corpus/corpus-files.ts'

t.test('a background is the median and the upper quartile of all products', async t => {
  const sample = Array.from({ length: 5 }, (_, i) => Float32Array.of(Math.cos(i / 10), Math.sin(i / 10)))
  const background = await backgroundOf({ measured: 5, sample, sentences: [Float32Array.of(1, 0), Float32Array.of(0, 1)] })
  const texts = sample.flatMap(([x, y]) => [x!, y!]).sort((a, b) => a - b)
  t.equal(background.measured, 5)
  t.same(background.texts!.median, Number(((texts[4]! + texts[5]!) / 2).toFixed(4)))
  t.same(background.items, { median: 0.9801, upperQuartile: 0.995 })
})

t.test('of too few or equal items nothing is known, nor of texts without a model', async t => {
  const four = ['a', 'b', 'c', 'd'].map(fakeVector)
  t.same(await backgroundOf({ measured: 4, sample: four, sentences: [] }), { measured: 4 })
  t.same(await backgroundOf({ measured: 9, sample: Array.from({ length: 9 }, () => four[0]!), sentences: [] }), { measured: 9 })
})

t.test('another item changes a percentage by 2 at most: of texts from 30 items on, of items from 120 on', async t => {
  const rows = (await readFile('data/mentors.jsonl', 'utf8')).trim().split('\n').length
  const { data } = await readVectors('data/mentors.safetensors', rows, 384)
  const stories = (first: number, count: number) => Array.from({ length: count }, (_, i) => data.subarray((first + i) * 384, (first + i + 1) * 384))
  // Any vectors do: what matters is how much one item moves the quantiles. The stories stand for the sentences too.
  const sentences = stories(60, 100)
  for (const [kind, items] of [['texts', 30], ['items', 120]] as const) {
    const [before, after] = await Promise.all([items, items + 1].map(async measured => await backgroundOf({ measured, sample: stories(0, measured), sentences })))
    const percents = [before!, after!].map(background => Array.from({ length: 100 }, (_, i) => ratingBy(background, kind)!(i / 100).match_percent))
    t.ok(Math.max(...percents[0]!.map((percent, i) => Math.abs(percent - percents[1]![i]!))) <= 2, kind)
  }
})

t.test('the shipped corpora carry theirs', async t => {
  for (const name of ['mentors', 'jobs', 'people']) {
    const { background } = await readManifest('data', name)
    t.ok(background?.texts !== undefined && background.items !== undefined, name)
    t.ok(background!.texts!.median < background!.items!.median, `${name}: items are nearer to each other than a sentence about anything is to them`)
  }
})

t.test('the generic sentences are several hundred, none twice, none blank', async t => {
  t.ok(GENERIC_SENTENCES.length >= 300)
  t.equal(new Set(GENERIC_SENTENCES.map(sentence => sentence.trim().toLowerCase())).size, GENERIC_SENTENCES.length)
  t.notOk(GENERIC_SENTENCES.includes(''))
})

t.test('a sample is the same whatever the order, and another item changes one of it at most', async t => {
  const ids = Array.from({ length: 300 }, (_, i) => `item ${i}`)
  const names = (list: string[]) => sampleOf(list, 50).map(index => list[index]!)
  t.equal(names(ids).length, 50)
  t.same(names(ids.toReversed()).sort(), names(ids).sort())
  t.ok(names([...ids, 'one more']).filter(id => !names(ids).includes(id)).length <= 1)
  t.same(sampleOf(ids.slice(0, 3), 50), [0, 1, 2])
})
