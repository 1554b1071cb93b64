// What else the machine did, and how much memory a process took.
import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'

/** Looks at the load of the machine every ten seconds. `stop` gives the least, the mean and the most of the one-minute averages. */
export function watchLoad () {
  const seen = [loadavg()[0]]
  const timer = setInterval(() => seen.push(loadavg()[0]), 10_000)
  return {
    stop () {
      clearInterval(timer)
      seen.push(loadavg()[0])
      return { least: Math.min(...seen), mean: seen.reduce((a, b) => a + b) / seen.length, most: Math.max(...seen) }
    }
  }
}

/** Resident memory of a process now and at its highest, MB. */
export function memoryMb (pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const [now, highest] = ['VmRSS', 'VmHWM'].map(name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024)
  return { now, highest }
}

const TICK_MS = 10

/**
 * Milliseconds that a server and the processes which it started have had a processor for, those included that have ended: unlike the time on the clock
 * it depends little on what else the machine does.
 */
export function processorMs (pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [ended, endedInSystem] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(13, 15).map(Number)
  return childrenOf(pid).reduce((sum, child) => sum + ranMs(child), ranMs(pid) + TICK_MS * (ended + endedInSystem))
}

const childrenOf = pid => readdirSync(`/proc/${pid}/task`).flatMap(task => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean))

function ranMs (pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    // It has ended meanwhile.
    return 0
  }
}

export const parentOf = pid => Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1])
