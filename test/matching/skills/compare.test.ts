import t from 'tap'
import { compareSkills, sameSkill, skillComparer } from '../../../src/matching/skills/compare.ts'

t.test('lists keep the order and the wording of the job', async t => {
  t.strictSame(compareSkills(['js', 'postgres', 'C++'], ['Kubernetes', 'PostgreSQL 15', 'C', 'JavaScript']), {
    matching: ['PostgreSQL 15', 'JavaScript'], missing: ['Kubernetes', 'C'], coverage: 0.5
  })
})

t.test('where nothing is required nothing is covered, which is not the same as 0', async t => {
  t.strictSame(compareSkills(['js'], []), { matching: [], missing: [], coverage: null })
  t.strictSame(compareSkills([], ['js']), { matching: [], missing: ['js'], coverage: 0 })
})

t.test('one person is compared with many jobs without being read again', async t => {
  const compare = skillComparer(['React', 'SQL'])
  t.strictSame(compare(['React.js']).coverage, 1)
  t.strictSame(compare(['Vue', 'sql']).matching, ['sql'])
})

t.test('an alternative is met by either of its skills', async t => {
  for (const own of ['React', 'Vue.js', 'React/Vue']) t.strictSame(compareSkills([own], ['React/Vue']).coverage, 1, own)
  t.strictSame(compareSkills(['Golang'], ['Go or Python', 'Python/R', 'C/C++', 'Dynatrace or similar']).matching, ['Go or Python'])
  t.strictSame(compareSkills(['C++'], ['C/C++']).coverage, 1)
})

t.test('a slash within a name offers no choice', async t => {
  for (const [name, part] of [['PL/SQL', 'SQL'], ['CI/CD', 'CD'], ['TCP/IP', 'IP'], ['A/B testing', 'testing'], ['GitLab CI/CD', 'CD']] as const) {
    t.notOk(sameSkill(name, part), name)
    t.ok(sameSkill(name, name.toLowerCase()), name)
  }
})

t.test('who has a skill in detail has the skill, but who has the skill may lack the detail', async t => {
  t.strictSame(compareSkills(['Node.js (Express, Fastify)'], ['Node.js', 'Fastify']).coverage, 1)
  t.strictSame(compareSkills(['Node.js'], ['Node.js (Express, Fastify)']).coverage, 0)
})

t.test('two skills in one entry are both offered, and both required', async t => {
  t.strictSame(compareSkills(['English and Portuguese'], ['Portuguese', 'English']).coverage, 1)
  t.strictSame(compareSkills(['English', 'Spanish (B2)'], ['English and Spanish', 'English and Dutch', 'English + Spanish']).matching, ['English and Spanish', 'English + Spanish'])
  t.strictSame(compareSkills(['health'], ['health and safety']).coverage, 0)
})

t.test('a name for two skills is met by both of them, and offers both', async t => {
  for (const name of ['HTML/CSS', 'HTML5 / CSS3', 'HTML & CSS', 'html and css']) {
    t.strictSame(compareSkills(['HTML', 'CSS3'], [name]).coverage, 1, name)
    t.strictSame(compareSkills([name], ['CSS', 'HTML5']).coverage, 1, name)
    t.strictSame(compareSkills(['HTML'], [name]).coverage, 0, name)
  }
  t.strictSame(compareSkills(['UX design', 'UI design'], ['UI/UX']).coverage, 1)
  t.strictSame(compareSkills(['HVAC/R', 'CI/CD', 'PL/SQL', 'TCP/IP'], ['R', 'SQL', 'IP']).coverage, 0)
})
