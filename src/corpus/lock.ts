import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { CorpusBusyError } from '../errors.ts'
import { unlessMissing } from './disk.ts'

/** The right to write the files of a corpus, which one holder has at a time. */
export interface CorpusLock {
  /** Throws a CorpusBusyError where somebody took this holder for dead, as may happen to one that was stopped for a minute. */
  confirm (): Promise<void>
  release (): Promise<void>
}

/** A file that says who means to write: `<corpus>.<place>-<pid>-<start>-<number>.lock`. */
interface Claim { file: string, place: string, pid: number, start: string }

const CLAIM = /^([0-9a-f]{12})-(\d+)-(\d+)-\d+\.lock$/
/** How often a holder shows that it lives. */
const BEAT_MS = 10_000
/** After so long without a sign a holder whose process cannot be seen from here counts as dead. */
const SILENCE_MS = 60_000
/** Most writes take less than these pauses together. */
const ATTEMPTS = 6
const PAUSE_MS = 50

/** In the place of a start that nobody says. */
const UNKNOWN = '0'

let claims = 0

/**
 * Claims a corpus: puts a file of its own beside it and then looks whether there is another. Of two that do so at once at least one sees the other, and gives way.
 * A claim whose process has ended is removed; no other will ever have its name, so that nobody can remove a living one by mistake.
 * @throws CorpusBusyError where somebody else is writing
 */
export async function lockCorpus (dataDir: string, name: string): Promise<CorpusLock> {
  for (let attempt = 1; ; attempt++) {
    const own = `${name}.${PLACE}-${process.pid}-${startOf(process.pid) ?? UNKNOWN}-${++claims}.lock`
    const other = await claim(dataDir, name, own)
    if (other === undefined) return held(join(dataDir, own), name)
    if (attempt === ATTEMPTS) throw new CorpusBusyError(name, writerOf(other))
    await setTimeout(PAUSE_MS * Math.random())
  }
}

/** Runs work that nobody else may disturb. */
export async function withLock<T> (dataDir: string, name: string, work: (lock: CorpusLock) => Promise<T>): Promise<T> {
  const lock = await lockCorpus(dataDir, name)
  try {
    return await work(lock)
  } finally {
    await lock.release()
  }
}

function held (path: string, name: string): CorpusLock {
  const touch = async (): Promise<void> => await utimes(path, new Date(), new Date())
  const beat = setInterval(() => { touch().catch(() => {}) }, BEAT_MS).unref()
  return {
    confirm: async () => await touch().catch(() => { throw new CorpusBusyError(name) }),
    release: async () => {
      clearInterval(beat)
      await rm(path, { force: true })
    }
  }
}

/** As the beginning of a sentence. */
function writerOf ({ place, pid }: Claim): string {
  if (place !== PLACE) return 'A process on another machine or in another container is writing'
  return pid === process.pid ? 'This process is writing' : `The process ${pid} is writing`
}

/** Puts a claim there, and takes it back where there is another, which is returned. */
async function claim (dataDir: string, name: string, own: string): Promise<Claim | undefined> {
  const path = join(dataDir, own)
  await writeFile(path, '', { flag: 'wx' })
  try {
    const other = await otherClaim(dataDir, name, own)
    if (other !== undefined) await rm(path, { force: true })
    return other
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** A living claim beside one's own. Dead ones are removed. */
async function otherClaim (dataDir: string, name: string, own: string): Promise<Claim | undefined> {
  const now = (await stat(join(dataDir, own))).mtimeMs
  const others = (await readdir(dataDir)).filter(file => file !== own).flatMap(file => claimOf(file, name) ?? [])
  for (const claim of others) {
    const path = join(dataDir, claim.file)
    if (await isAlive(claim, path, now)) return claim
    await rm(path, { force: true })
  }
  return undefined
}

function claimOf (file: string, name: string): Claim | undefined {
  const [, place, pid, start] = file.startsWith(`${name}.`) ? CLAIM.exec(file.slice(name.length + 1)) ?? [] : []
  return place === undefined ? undefined : { file, place, pid: Number(pid), start: start! }
}

/** @param now by the clock of the file system, in milliseconds */
async function isAlive ({ place, pid, start }: Claim, path: string, now: number): Promise<boolean> {
  if (place === PLACE) return isRunning(pid) && (start === UNKNOWN || (startOf(pid) ?? start) === start)
  const seen = await unlessMissing(stat(path))
  return seen !== undefined && now - seen.mtimeMs < SILENCE_MS
}

/** Only what is known to have ended counts as dead. */
function isRunning (pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return statOf(pid).state !== 'Z'
}

/** When a process was started, in ticks since the machine was; by it one is told from a later one of the same number. Undefined where nobody says. */
const startOf = (pid: number): string | undefined => statOf(pid).start

/** From /proc, which Linux has. */
function statOf (pid: number): { state: string | undefined, start: string | undefined } {
  const [state, ...rest] = orUndefined(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))?.split(') ').at(-1)!.split(' ') ?? []
  return { state, start: rest[18] }
}

/** What tells processes that can see each other from others, which may have the same numbers in another container or on another machine. */
const PLACE = createHash('sha256').update(JSON.stringify([
  hostname(),
  orUndefined(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')),
  orUndefined(() => readlinkSync('/proc/self/ns/pid'))
])).digest('hex').slice(0, 12)

function orUndefined<T> (read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
