import { randomUUID } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = 1 << 20
const PIECE = 1 << 18

/**
 * Bytes on their way from one who sends to one who takes his time: a little of them is in memory, the rest in a temporary file, so that a request ends
 * when everything has arrived and not when everything is done. Where the file has reached its bound, or none can be written, the sender waits.
 * One writes, one reads.
 */
export class Spool {
  #mostBytes: number
  readonly #queue: Buffer[] = []
  #queued = 0
  #file: FileHandle | undefined
  /** What the file has is read from `#read` and written to `#written`; once all is read it begins anew. It comes after what is in the queue. */
  #read = 0
  #written = 0
  #isWriting = false
  #end: { error?: Error } | undefined
  #waiting: (() => void)[] = []

  /** @param mostBytes of the temporary file */
  constructor (mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  /** Resolves when there is room for more. */
  async write (chunk: Buffer): Promise<void> {
    while (this.#end === undefined) {
      if (this.#written === 0 && this.#queued < IN_MEMORY) {
        this.#queue.push(chunk)
        this.#queued += chunk.length
        return this.#tell()
      }
      if (this.#written >= this.#mostBytes) await this.#change()
      else if (await this.#append(chunk)) return this.#tell()
    }
  }

  /** Nothing more comes; with an error, because something went wrong: it is thrown to the reader when he has read what came before. */
  end (error?: Error): void {
    this.#end ??= error === undefined ? {} : { error }
    this.#tell()
  }

  async * read (): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = this.#shift() ?? await this.#readFile()
      if (chunk !== undefined) yield chunk
      else if (this.#end === undefined) await this.#change()
      else if (this.#end.error === undefined) return
      else throw this.#end.error
    }
  }

  /** To be called when neither side is at work any more. */
  async close (): Promise<void> {
    await this.#file?.close()
  }

  #shift (): Buffer | undefined {
    const chunk = this.#queue.shift()
    if (chunk === undefined) return undefined
    this.#queued -= chunk.length
    this.#tell()
    return chunk
  }

  /** @returns whether it could; where not, nothing is written to a file any more */
  async #append (chunk: Buffer): Promise<boolean> {
    this.#isWriting = true
    try {
      this.#file ??= await unnamedFile()
      await writeFully(this.#file, chunk, this.#written)
      this.#written += chunk.length
      return true
    } catch {
      this.#mostBytes = 0
      return false
    } finally {
      this.#isWriting = false
      this.#rewind()
    }
  }

  async #readFile (): Promise<Buffer | undefined> {
    if (this.#read === this.#written) return undefined
    const bytes = Buffer.allocUnsafe(Math.min(PIECE, this.#written - this.#read))
    const { bytesRead } = await this.#file!.read(bytes, 0, bytes.length, this.#read)
    this.#read += bytesRead
    this.#rewind()
    return bytes.subarray(0, bytesRead)
  }

  #rewind (): void {
    if (this.#read !== this.#written || this.#isWriting) return
    this.#read = this.#written = 0
    this.#tell()
  }

  async #change (): Promise<void> {
    await new Promise<void>(resolve => { this.#waiting.push(resolve) })
  }

  #tell (): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

async function writeFully (file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** A file that nobody else can open and that is gone with the process, however that ends. */
async function unnamedFile (): Promise<FileHandle> {
  const path = join(tmpdir(), `kindred-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}
