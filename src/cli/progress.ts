const EVERY_MS = 5000

/** Tells on stderr how far something is: in one line that is written over on a terminal, else in a line every five seconds. */
export function createProgress (label: string): (done: number, total: number) => void {
  const start = performance.now()
  let last = start
  return (done, total) => {
    const now = performance.now()
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${label}: ${done} of ${total}${rest(now - start, done, total)}${done === total ? '\n' : ''}`)
    } else if (now - last >= EVERY_MS && done < total) {
      last = now
      process.stderr.write(`${label}: ${done} of ${total}${rest(now - start, done, total)}\n`)
    }
  }
}

/** How long it will still take at this pace. */
function rest (elapsedMs: number, done: number, total: number): string {
  if (done === total || elapsedMs < 1000) return ''
  const seconds = Math.ceil(elapsedMs / done * (total - done) / 1000)
  return seconds < 120 ? `, ${seconds} s left` : `, ${Math.ceil(seconds / 60)} min left`
}
