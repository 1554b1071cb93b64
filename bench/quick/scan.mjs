// Ratios of the scan: against reading the memory once, with filters and in batches.
import { resultOf } from '../child.mjs'
import { ratio } from '../statistics.mjs'

const ROUNDS = 9

export async function scanRatios () {
  const small = await resultOf('scan/at-size.mjs', [10_000, ROUNDS])
  const large = await resultOf('scan/at-size.mjs', [100_000, ROUNDS])
  const whole = await resultOf('scan/whole-corpus.mjs', [100_000, ROUNDS])
  const ofReading = ({ times, checks }) => {
    if (checks.kindred.same !== 1) throw new Error('The scan does not give what the plain one gives.')
    return ratio(times.kindred, times['reading the floats once'])
  }
  const of = (name, other) => ratio(whole.times[name], whole.times[other])
  return {
    'scan of 10,000 rows, of reading the floats once': ofReading(small),
    'scan of 100,000 rows, of reading the floats once': ofReading(large),
    'a filter that keeps 1 % of 100,000, of none': of('keeps 1 %, at random', 'no filter'),
    'a filter that keeps 99 % of 100,000, of none': of('keeps 99 %, at random', 'no filter'),
    '64 queries in one pass over 100,000, of 64 passes': of('64 queries in one pass', '64 queries, one after the other')
  }
}
