import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { isPickle } from './vector-values.ts'

const ENDINGS = ['.pkl', '.pickle']

/** Refuses a pickle: reading one runs whatever program its writer put into it. Throws an Error with the lines of Python that turn it into JSONL. */
export async function refusePickle (path: string): Promise<void> {
  if (!ENDINGS.includes(extname(path).toLowerCase()) && !await startsAsPickle(path)) return
  const jsonl = path.replace(/\.[^./\\]*$/, '') + '.jsonl'
  throw new Error(`${path} is a Python pickle. Reading one runs any program that is hidden in it, so it is not read here. If it is your own, this makes JSONL of its list of dicts:

import json, pickle
rows = pickle.load(open(${JSON.stringify(path)}, "rb"))
open(${JSON.stringify(jsonl)}, "w").writelines(json.dumps(row, default=lambda v: v.tolist()) + "\\n" for row in rows)`)
}

async function startsAsPickle (path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  try {
    const start = new Uint8Array(2)
    const { bytesRead = 0 } = await file?.read(start, 0, 2, 0) ?? {}
    return bytesRead === 2 && isPickle(start)
  } finally {
    await file?.close()
  }
}
