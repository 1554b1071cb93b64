import type { Config } from '../config.ts'
import { readManifest } from '../corpus/load-corpus.ts'
import { didYouMean } from '../suggest.ts'
import { UsageError } from './args.ts'

/** @throws UsageError where there is no such corpus */
export function checkCorpus (name: string, known: readonly string[], dataDir: string): void {
  if (!known.includes(name)) throw new UsageError(`There is no ${dataDir}/${name}.jsonl.${didYouMean(name, known)}`)
}

/** The model that made a corpus's vectors, else the default one. */
export async function modelOf ({ DATA_DIR, DEFAULT_MODEL }: Config, name: string): Promise<string> {
  return await readManifest(DATA_DIR, name).then(manifest => manifest.model, () => DEFAULT_MODEL)
}
