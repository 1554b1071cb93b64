import t from 'tap'
import { skillsInText } from '../../../src/routes/compat/skills-in-text.ts'

t.test('a list of short names is a list of skills', async t => {
  t.same(skillsInText('Python, SQL; Excel', []), ['Python', 'SQL', 'Excel'])
})

t.test('a sentence names those of the wanted skills whose words stand in it', async t => {
  const wanted = ['bicycle repair', 'Python', 'customer service', 'C++', 'Java', 'SQL']
  t.same(skillsInText('I did customer service for years, wrote JavaScript and c++ and a bit of SQL.', wanted), ['customer service', 'C++', 'SQL'])
  t.same(skillsInText('I like talking', wanted), [])
})

t.test('a skill is named once, and blank ones are none', async t => {
  t.same(skillsInText('SQL, Python', ['sql', '', ' - ', 'Python']), ['SQL', 'Python'])
})
