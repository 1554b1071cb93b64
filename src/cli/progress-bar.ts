export interface ProgressBar {
  update (done: number, total: number): void
  /** Takes the bar away. */
  clear (): void
}

/** The pace is that of about this long: rows that are there already pass faster than those that have to be made. */
const WINDOW_MS = 10_000
const REDRAW_MS = 100
const BAR_WIDTH = 20

/** How far something is, in one line on stderr that is written over; nothing where stderr is no terminal. */
export function createProgressBar (label: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!stream.isTTY) return { update: () => {}, clear: () => {} }
  const points: [ms: number, done: number][] = [[performance.now(), 0]]
  let drawn = -Infinity
  return {
    update (done, total) {
      const now = performance.now()
      points.push([now, done])
      while (points.length > 2 && now - points[0]![0] > WINDOW_MS) points.shift()
      if (now - drawn < REDRAW_MS && done < total) return
      drawn = now
      const [since, before] = points[0]!
      stream.write(`\r\u001b[K${progressLine(label, { done, total, perSecond: (done - before) / (now - since) * 1000 }).slice(0, (stream.columns ?? 80) - 1)}`)
    },
    clear: () => { stream.write('\r\u001b[K') }
  }
}

/** `stories ━━━━━━━━━─────────── 45 %  225 of 500  41/s  7 s left` */
export function progressLine (label: string, { done, total, perSecond }: { done: number, total: number, perSecond: number }): string {
  const part = total === 0 ? 1 : Math.min(1, done / total)
  const filled = Math.floor(part * BAR_WIDTH)
  const pace = Number.isFinite(perSecond) && perSecond > 0 ? `  ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s${done < total ? `  ${timeLeft((total - done) / perSecond)} left` : ''}` : ''
  return `${label} ${'━'.repeat(filled)}${'─'.repeat(BAR_WIDTH - filled)} ${Math.floor(part * 100)} %  ${done} of ${total}${pace}`
}

function timeLeft (seconds: number): string {
  if (seconds < 120) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`
}
