import t from 'tap'
import { sameSkill } from '../../../src/matching/skills/compare.ts'

t.test('a slip of the keyboard in one word is forgiven', async t => {
  for (const [slip, meant] of [['Kuberntes', 'Kubernetes'], ['Javascirpt', 'JavaScript'], ['scafolding', 'scaffolding'], ['food hygeine', 'food hygiene'], ['unit testting', 'unit testing'], ['Elasticsaerch', 'Elasticsearch']] as const) {
    t.ok(sameSkill(slip, meant), slip)
    t.ok(sameSkill(meant, slip), meant)
  }
})

t.test('two real words are two skills, however close', async t => {
  for (const [a, b] of [['baking', 'banking'], ['medication', 'meditation'], ['wall tiling', 'soil tilling'], ['tiling', 'tilling'], ['welding', 'wedding'], ['Scala', 'SCADA'], ['Gradle', 'grade'], ['cannulation', 'calculation'], ['painting', 'pointing'], ['planing', 'planning']] as const) t.notOk(sameSkill(a, b), a)
})

t.test('of two unknown words one is a slip of the other only by a letter dropped, doubled or swapped', async t => {
  t.ok(sameSkill('floristery', 'floristry'))
  t.notOk(sameSkill('lashing', 'lathing'))
})

t.test('four letters or fewer, another first letter and other digits are no slips', async t => {
  for (const [a, b] of [['Ruby', 'Ruyb'], ['Kotlin', 'Hotlin'], ['model T1234', 'model T1235'], ['Vue', 'Veu']] as const) t.notOk(sameSkill(a, b), a)
})
