import { readFile } from 'node:fs/promises'
import t from 'tap'
import { splitSkills } from '../../../src/matching/skills/split.ts'

t.test('texts are split as somebody who had not seen the code said they should be', async t => {
  const lines = (await readFile(new URL('../../fixtures/skill-splits.jsonl', import.meta.url), 'utf8')).trim().split('\n')
  for (const line of lines) {
    const { text, skills } = JSON.parse(line) as { text: string, skills: string[] }
    t.strictSame(splitSkills(text), skills, JSON.stringify(text))
  }
})

t.test('a list gives the same as a text, whatever else is in it', async t => {
  t.strictSame(splitSkills(['Python, SQL', null, 7, ['Git', ['  ', undefined, 'C++']], { name: 'R' }, true, '']), ['Python', 'SQL', 'Git', 'C++'])
  for (const nothing of [null, undefined, 7, {}, [], [[]], '', '???'.slice(3)]) t.strictSame(splitSkills(nothing), [])
})

t.test('what is written where there is nothing, or where a list ends, is no skill', async t => {
  for (const nothing of ['-', '—', '?', '...', 'n/a', 'N/A.', 'None', 'null', 'NaN', 'nil', '[None, "-"]']) t.strictSame(splitSkills(nothing), [], nothing)
  t.strictSame(splitSkills('Word, Excel, etc.'), ['Word', 'Excel'])
  t.strictSame(splitSkills(['none', 'R', 'C', '5S', 'Français', '日本語']), ['R', 'C', '5S', 'Français', '日本語'])
})

t.test('a list that was stored as text is read as a list', async t => {
  t.strictSame(splitSkills("['Python', 'SQL (Postgres, MySQL)', \"driver's licence\"]"), ['Python', 'SQL (Postgres, MySQL)', "driver's licence"])
})

t.test('a skill that is there twice is given once, as it was first worded', async t => {
  t.strictSame(splitSkills('js, Python 3, JavaScript, python, PYTHON (advanced), Java'), ['js', 'Python 3', 'Java'])
})

t.test('a bracket that is never closed, or never opened, hides no separator', async t => {
  t.strictSame(splitSkills('CRM (CiviCRM, Excel, DMARC), SPF'), ['CRM (CiviCRM, Excel, DMARC)', 'SPF'])
  t.strictSame(splitSkills('CRM (CiviCRM, Excel'), ['CRM (CiviCRM', 'Excel'])
  t.strictSame(splitSkills('BCEA), Excel'), ['BCEA)', 'Excel'])
})

t.test('a list that is nested a hundred thousand deep, and texts made to be slow, are read all the same', async t => {
  let deep: unknown = 'Git'
  for (let depth = 0; depth < 100_000; depth++) deep = [deep]
  t.strictSame(splitSkills(deep), ['Git'])
  const started = performance.now()
  for (const unit of ['(', '[)', '"', '.', ' .', '& ', 'a/', 'a or ', 'basic ', '- ', '\'', '+', '1. ']) {
    t.equal(splitSkills(`x${unit.repeat(30_000)}y`).length, 1, unit)
    splitSkills(unit.repeat(30_000))
  }
  t.ok(performance.now() - started < 5_000)
})
