// Medians, spreads, and rounds in which contestants have their turn one after the other.

/** The value below which a share of the values lies, between two of them in proportion. */
export function quantile (values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low)
}

export const median = values => quantile(values, 0.5)

/** Median and quartiles. */
export const summary = values => ({ median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) })

/**
 * What one list is to another, round by round: what else the machine did in a round falls on both.
 * The noise is what the median itself may be off by: 1.25 standard errors, the standard deviation taken from the quartiles.
 */
export function ratio (figures, others) {
  const ratios = figures.map((figure, i) => figure / others[i])
  const { low, high, ...rest } = summary(ratios)
  return { ...rest, low, high, noise: 1.25 * (high - low) / 1.35 / Math.sqrt(ratios.length) }
}

/**
 * Milliseconds of one call: the median of several, after one that brings things into the caches.
 * `work` gets the number of the call.
 */
export async function timed (calls, work) {
  await work(0)
  const times = []
  for (let call = 1; call <= calls; call++) {
    const start = performance.now()
    await work(call)
    times.push(performance.now() - start)
  }
  return median(times)
}

/** Asks every contestant for a figure in every round, each time in another order. */
export async function inRounds (rounds, contestants) {
  const names = Object.keys(contestants)
  const figures = Object.fromEntries(names.map(name => [name, []]))
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length
    for (const name of [...names.slice(first), ...names.slice(0, first)]) figures[name].push(await contestants[name](round))
  }
  return figures
}
