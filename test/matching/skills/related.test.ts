import t from 'tap'
import type { EmbedTexts } from '../../../src/matching/skills/related.ts'
import { RELATED_FROM, relatedSkills, textOf } from '../../../src/matching/skills/related.ts'

/** Unit vectors in the plane, by the angle that is given for the text. */
function byAngle (degrees: Record<string, number>): { embed: EmbedTexts, calls: string[][] } {
  const calls: string[][] = []
  const embed: EmbedTexts = async texts => {
    calls.push(texts)
    return texts.map(text => [Math.cos(degrees[text]! * Math.PI / 180), Math.sin(degrees[text]! * Math.PI / 180)])
  }
  return { embed, calls }
}

t.test('a missing skill is related to the nearest of those that are there, where that is near enough', async t => {
  const { embed } = byAngle({ 'goat keeping': 0, 'sheep keeping': 20, 'llama keeping': 40, 'kite building': 100 })
  t.strictSame(await relatedSkills(['kite building', 'goat keeping'], ['llama keeping', 'sheep keeping'], embed), [{ skill: 'goat keeping', have: 'sheep keeping', cosine: 0.939693 }])
})

t.test('the threshold itself is near enough', async t => {
  const { embed } = byAngle({ 'goat keeping': 0, 'sheep keeping': Math.acos(RELATED_FROM) * 180 / Math.PI })
  t.strictSame((await relatedSkills(['goat keeping'], ['sheep keeping'], embed)).map(({ cosine }) => cosine), [RELATED_FROM])
})

t.test('everything is embedded in one call, each text once, and nothing where a list is empty', async t => {
  const { embed, calls } = byAngle({ a1: 0, b1: 90 })
  await relatedSkills(['a1', 'b1', 'a1'], ['b1', 'a1'], embed)
  await relatedSkills([], ['a1'], embed)
  await relatedSkills(['a1'], [], embed)
  t.strictSame(calls, [['a1', 'b1']])
})

t.test('the model is told what kind of thing a known name is, also one with a detail in brackets', async t => {
  t.equal(textOf('JestJS'), 'Jest, unit test framework')
  t.equal(textOf('MS Excel (pivot tables)'), 'MS Excel (pivot tables), spreadsheet software')
  t.equal(textOf('goat keeping'), 'goat keeping')
})

t.test('one language is not half of another', async t => {
  const embed: EmbedTexts = async texts => texts.map(() => [1, 0])
  t.strictSame(await relatedSkills(['Dutch', 'translation'], ['German'], embed), [{ skill: 'translation', have: 'German', cosine: 1 }])
})
