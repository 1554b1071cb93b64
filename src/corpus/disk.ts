import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** Resolves when the names of a folder (what was made, renamed or removed in it) are on the disk, as `fsync` of a file does for its content. */
export async function syncFolder (path: string): Promise<void> {
  if (process.platform === 'win32') return // There a folder cannot be opened, and names are on the disk when a rename returns.
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** In hexadecimal. Throws where the file cannot be read. */
export async function sha256OfFile (path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

/** What a file operation gives; undefined where the file is not there. */
export async function unlessMissing<T> (operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
