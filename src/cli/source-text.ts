import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Source } from '../ingest/source.ts'

/** What a source is called and a hash that tells it from others, with a space between: by its address, or by the path of the file. */
export async function sourceTextOf ({ path, id }: Source): Promise<string> {
  const whole = id ?? await realpath(path)
  return `${id === undefined ? basename(path) : path} ${createHash('sha256').update(whole).digest('hex').slice(0, 16)}`
}
