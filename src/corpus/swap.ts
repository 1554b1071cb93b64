import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256OfFile, syncFolder, unlessMissing } from './disk.ts'
import type { Manifest } from './manifest.ts'
import { decodeManifest } from './manifest.ts'
import type { CorpusPaths } from './paths.ts'
import { openSafetensors } from './safetensors.ts'

/*
 * Items and vectors are two files, and no system renames two at once. So the vectors decide: their manifest names the items that they belong to by
 * hash. New items are written beside the old ones (`nextItems`), then the new vectors take the place of the old ones, then the items follow. Up to
 * the first rename the old corpus is there, from it on the new one, and whoever comes next puts the items in their place.
 */

/** To be called before new vectors are put in their place: the new items must not come to the disk after them. */
export async function beforeVectors ({ dataDir }: CorpusPaths): Promise<void> {
  await syncFolder(dataDir)
}

/** To be called when the new vectors are in their place for good. Should this be lost in a power cut, it is done at the next start. */
export async function afterVectors ({ nextItems, items }: CorpusPaths): Promise<void> {
  await unlessMissing(rename(nextItems, items))
}

/** Ends what a writer that was killed has begun: what it had decided is done, the rest removed. Only for who holds the lock. */
export async function finishSwap (paths: CorpusPaths): Promise<void> {
  const { dataDir, name, items, nextItems } = paths
  for (const file of await readdir(dataDir)) if (isLeftOver(file, name)) await rm(join(dataDir, file), { force: true })
  const next = await unlessMissing(sha256OfFile(nextItems))
  if (next === undefined) return
  if (next === (await manifestAt(paths))?.itemsSha256) await rename(nextItems, items)
  else await rm(nextItems)
  await syncFolder(dataDir)
}

/** Removes a corpus. Without its items nobody looks at the vectors. */
export async function removeFiles ({ dataDir, items, vectors, part, sentences }: CorpusPaths): Promise<void> {
  await rm(items, { force: true })
  await syncFolder(dataDir)
  for (const path of [vectors, part, sentences]) await rm(path, { force: true })
  await syncFolder(dataDir)
}

/** Vectors that were being written: `<corpus>.safetensors.<pid>.tmp`, or those of sentences. */
const isLeftOver = (file: string, name: string): boolean => file.startsWith(name) && /^(\.sentences)?\.safetensors\.\d+\.tmp$/.test(file.slice(name.length))

async function manifestAt ({ vectors }: CorpusPaths): Promise<Manifest | undefined> {
  const file = await openSafetensors(vectors).catch(() => undefined)
  try {
    return file && decodeManifest(file.metadata, vectors)
  } catch {
    return undefined
  } finally {
    await file?.close()
  }
}
