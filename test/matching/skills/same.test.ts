import type { Test } from 'tap'
import t from 'tap'
import { sameSkill } from '../../../src/matching/skills/compare.ts'

function all (t: Test, same: boolean, pairs: readonly (readonly [string, string])[]): void {
  for (const [a, b] of pairs) {
    t.equal(sameSkill(a, b), same, `${a} | ${b}`)
    t.equal(sameSkill(b, a), same, `${b} | ${a}`)
  }
}

t.test('case, spacing, punctuation, plurals and both Englishes are the same skill', async t => {
  all(t, true, [['Spring Boot', 'springboot'], ['time-series analysis', 'Time Series Analysis'], ['code review', 'code reviews'], ['data modelling', 'data modeling'],
    ["driver's licence", 'drivers license'], ['café service', 'cafe service'], ['health & safety', 'Health and Safety'], ['colour grading', 'color grading'], ['C ++', 'C++']])
})

t.test('a version or a level makes no other skill', async t => {
  all(t, true, [['Python 3.11', 'Python'], ['Java 17', 'java'], ['SQL Server 2019', 'MS SQL'], ['C++20', 'C++'], ['.NET 8', '.NET'], ['Angular 2+', 'Angular'], ['PHP8', 'PHP'],
    ['Fusion 2024', 'fusion'], ['JavaScript (advanced)', 'JavaScript'], ['advanced SQL', 'SQL'], ['knowledge of Docker', 'Docker'], ['Docker experience', 'Docker'], ['Python (5 years)', 'Python'], ['Git - basic', 'Git']])
})

t.test('a number that is part of a name stays', async t => {
  all(t, false, [['ISO 9001', 'ISO 27001'], ['ISO 9001', 'ISO'], ['class 1 licence', 'class 2 licence'], ['Boeing 737', 'Boeing 777'], ['IEC 61508', 'IEC'], ['HL7', 'HL'], ['S3', 'EC2']])
})

t.test('what is in brackets may say the same again', async t => {
  all(t, true, [['domain-driven design (DDD)', 'domain-driven design'], ['Kubernetes (k8s)', 'Kubernetes'], ['Management of Unusual Widgets (MUW)', 'management of unusual widgets']])
})

t.test('names that look alike are not merged', async t => {
  all(t, false, [['Java', 'JavaScript'], ['C', 'C++'], ['C', 'C#'], ['C++', 'C#'], ['R', 'Rust'], ['Go', 'Django'], ['SQL', 'NoSQL'], ['SQL', 'MySQL'], ['React', 'React Native'], ['React', 'Preact'],
    ['Scala', 'SCADA'], ['Angular', 'AngularJS'], ['PL/SQL', 'T-SQL'], ['.NET', 'ASP.NET'], ['Visual Basic', 'basic'], ['Windows', 'window cleaning']])
})

t.test('a name made of nothing but levels and fillers is read in no time', async t => {
  const started = performance.now()
  sameSkill(`${'a1 using '.repeat(5)}zzz${' b1 library'.repeat(4)}`, 'x')
  t.ok(performance.now() - started < 1_000)
})
