import t from 'tap'
import type { Measured } from './measure.ts'
import { measure, realEmbed } from './measure.ts'

type Figures = Pick<Measured, 'precision' | 'recall'>

t.test('pairs that were labelled before the code was written are judged as they were labelled', async t => {
  const embed = await realEmbed(t)
  const reaches = async (file: string, floors: Figures) => {
    const { report, ...figures } = await measure(file, embed)
    for (const line of report) t.comment(line)
    for (const kind of ['precision', 'recall'] as const) {
      for (const [label, floor] of Object.entries(floors[kind])) t.ok(figures[kind][label as keyof typeof floors[typeof kind]] >= floor, `${file}: ${kind} of ${label}`)
    }
  }
  await reaches('skill-pairs-dev.jsonl', { precision: { same: 0.97, related: 0.9, different: 0.94 }, recall: { same: 0.97, related: 0.94, different: 0.9 } })
  await reaches('skill-pairs-test.jsonl', { precision: { same: 0.91, related: 0.78, different: 0.68 }, recall: { same: 0.92, related: 0.56, different: 0.86 } })
})
