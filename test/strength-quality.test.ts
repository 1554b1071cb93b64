import t from 'tap'
import { build } from './helper.ts'
import { alarms, carried } from './labelled.ts'

t.test('what is said of matches agrees with labels that were written before', async t => {
  const app = await build(t)

  t.test('weak_matches: seldom where a story fits, nearly always where nothing is about it', async t => {
    const { fits, ...others } = await alarms(app, 'fits-dev')
    t.comment(JSON.stringify({ fits, ...others }))
    t.ok(fits!.warned / fits!.of <= 0.1, `false alarms: ${fits!.warned} of ${fits!.of}`)
    for (const kind of ['off-topic', 'other-help', 'nonsense']) t.ok(others[kind]!.warned / others[kind]!.of >= 0.85, `${kind}: ${others[kind]!.warned} of ${others[kind]!.of}`)
  })

  t.test('explanations: the labelled sentence or one judged as good, six times of ten', async t => {
    const { of, labelled, good, ms } = await carried(app, 'carrying-sentences-dev')
    const times = ms.toSorted((a, b) => a - b)
    t.comment(JSON.stringify({ of, labelled, good, p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] }))
    t.ok(good / of >= 0.55, `${good} of ${of}`)
    t.ok(labelled / of >= 0.35, `${labelled} of ${of}`)
  })

  t.test('the halves of the labels that nothing was chosen by: no worse than when they were looked at', async t => {
    const { fits, ...others } = await alarms(app, 'fits-test')
    const unfit = Object.values(others)
    const [warned, unfitting] = [unfit.reduce((sum, { warned }) => sum + warned, 0), unfit.reduce((sum, { of }) => sum + of, 0)]
    const { of, labelled, good } = await carried(app, 'carrying-sentences-test')
    t.comment(JSON.stringify({ fits, ...others, explained: { of, labelled, good } }))
    t.ok(fits!.warned / fits!.of <= 0.1, `false alarms: ${fits!.warned} of ${fits!.of}`)
    t.ok(warned / unfitting >= 0.75, `hits: ${warned} of ${unfitting}`)
    t.ok(good / of >= 0.52 && labelled / of >= 0.37, `${labelled} and ${good} of ${of}`)
  })
})
