import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { readManifest } from '../corpus/file-store.ts'
import { readItems } from '../corpus/items.ts'
import type { Command } from './args.ts'
import { parseOptions } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { corporaIn } from './corpora.ts'
import { embedCorpora } from './embed.ts'
import { prepareModel } from './model.ts'

export const prepareCommand: Command = {
  summary: 'Build what is missing or out of date: the model and the vectors',
  usage: 'kindred prepare\n\nWhat "npm start" does before it serves. Where everything is there it takes a few milliseconds.\n\nExample:\n  kindred prepare',
  async run (args) {
    parseOptions(args, {})
    await prepare()
  }
}

/** Before a start from a clone: builds the model that ships with the project and makes vectors anew, where they are missing or out of date. */
async function prepare (): Promise<void> {
  const config = configFromEnvironment()
  await prepareModel(config)
  const outdated = await outdatedCorpora(config)
  if (outdated.length > 0) await embedCorpora(config, outdated)
}

/** Corpora that have vectors, made from other items than are there now. The items are hashed only where they are younger than the vectors. */
async function outdatedCorpora ({ DATA_DIR, CORPORA }: Config): Promise<string[]> {
  const outdated: string[] = []
  for (const name of CORPORA ?? await corporaIn(DATA_DIR).catch(() => [])) {
    const [items, vectors] = await Promise.all(['jsonl', 'safetensors'].map(async ending => await modified(join(DATA_DIR, `${name}.${ending}`))))
    if (items === undefined || vectors === undefined || items < vectors) continue
    const same = await itemsAreThoseOf(DATA_DIR, name)
    if (!same) outdated.push(name)
  }
  return outdated
}

async function itemsAreThoseOf (dataDir: string, name: string): Promise<boolean> {
  try {
    const [{ sha256 }, { itemsSha256 }] = await Promise.all([readItems(join(dataDir, `${name}.jsonl`)), readManifest(dataDir, name)])
    return sha256 === itemsSha256
  } catch {
    return true // The server says what is wrong with it.
  }
}

const modified = async (path: string): Promise<number | undefined> => await stat(path).then(stats => stats.mtimeMs, () => undefined)
