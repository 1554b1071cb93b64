import { createHash } from 'node:crypto'
import { access, mkdir, realpath, rm } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { sha256OfFile } from '../corpus/disk.ts'
import { readManifest } from '../corpus/load-corpus.ts'
import { withLock } from '../corpus/lock.ts'
import type { SourceId } from '../corpus/manifest.ts'
import { modelMismatch } from '../corpus/manifest.ts'
import { pathsOf } from '../corpus/paths.ts'
import { finishSwap } from '../corpus/swap.ts'
import { hashOfTexts } from '../corpus/template.ts'
import type { Embedder, ModelInfo } from '../matching/ports.ts'
import type { EmbedCorpusResult } from './embed-corpus.ts'
import { embedItems } from './embed-corpus.ts'
import type { Flaw, ImportOptions, VectorKeeper } from './import-items.ts'
import { importItems, survey } from './import-items.ts'
import type { Piece } from './pieces.ts'
import { openPieces } from './pieces.ts'
import type { Source } from './source.ts'
import { TemplateMissingError } from './template-check.ts'
import { UNIT_TOLERANCE, unitVector } from './vector-values.ts'

export interface ImportCorpusOptions extends ImportOptions {
  source: Source
  dataDir: string
  name: string
  /** Default: the one of the corpus of that name, where there is one. */
  template: string[] | undefined
  /** Whether a corpus of that name from another source may be replaced. */
  force: boolean
  embedder: Embedder
  model: ModelInfo
  onProgress?: (done: number, total: number) => void
  onSentences?: (done: number, total: number) => void
  /** What tells the source from others, where it is no file. */
  sourceId?: SourceId
  /** Leaves everything as it is where the same comes out. */
  onlyChanges?: boolean
}

export interface ImportCorpusResult extends EmbedCorpusResult {
  flaws: Flaw[]
  /** Whether the ids were made, because the file has none. */
  madeIds: boolean
  /** The field that the ids were taken from. */
  idField: string | undefined
  /** Whether a corpus of that name was there before. */
  replaced: boolean
  /** The text of the first item. */
  example: string
  /** Vectors of the source whose length was not 1. */
  normalised: number
  /** Whether anything was written. */
  wrote: boolean
}

/**
 * Makes the corpus `<name>` of a file: `<name>.jsonl` and `<name>.safetensors`. A corpus of that name stays as it is until everything is there;
 * then items and vectors change places with the old ones together.
 * @throws Error with a sentence where the file or the template is not usable, or the name is taken; CorpusBusyError where somebody else writes the corpus
 */
export async function importCorpus (options: ImportCorpusOptions): Promise<ImportCorpusResult> {
  const { dataDir, name } = options
  await mkdir(dataDir, { recursive: true })
  return await withLock(dataDir, name, async () => {
    await finishSwap(pathsOf(dataDir, name))
    return await importAlone(options)
  })
}

async function importAlone ({ source, dataDir, name, template: wanted, force, embedder, model, onProgress, onSentences, sourceId: given, onlyChanges = false, ...options }: ImportCorpusOptions): Promise<ImportCorpusResult> {
  const paths = pathsOf(dataDir, name)
  const { nextItems: staged, part } = paths
  const sourceId = given ?? { ...await sourceIdOf(source.paths ?? [source.path], dataDir), ...told(options) }
  const replaced = await checkName({ dataDir, name, sourceId, force })
  const found = await survey(source, options)
  const template = wanted ?? (replaced ? await readManifest(dataDir, name).then(manifest => manifest.template, () => undefined) : undefined) ?? source.template
  if (template === undefined) throw new TemplateMissingError(source.path, found.fields)

  try {
    const keeper = source.vectorsIn === undefined ? undefined : await keepVectors(part, model)
    const { flaws, example, items } = await importItems(source, found, template, staged, keeper).finally(async () => await keeper?.close())
    const { id: idField } = found.shape
    const outcome = { flaws, example, madeIds: idField === undefined, idField, replaced, normalised: keeper?.normalised() ?? 0 }
    if (onlyChanges && await isWhatIsThere(dataDir, name, staged, template, model)) return { ...outcome, items, embedded: 0, resumed: 0, truncated: 0, template, wrote: false }
    const result = await embedItems({ dataDir, name, embedder, model, template, itemsPath: staged, source: sourceId, onProgress, onSentences })
    return { ...result, ...outcome, wrote: true }
  } finally {
    await finishSwap(paths)
  }
}

/** What was told of the fields when the corpus was made of the same file: without it an update would rename them, and change every id. */
export async function toldBefore (paths: readonly string[], dataDir: string, name: string): Promise<Pick<SourceId, 'idField' | 'map'>> {
  const made = await readManifest(dataDir, name).then(manifest => manifest.source, () => undefined)
  return made?.id === (await sourceIdOf(paths, dataDir)).id ? { idField: made.idField, map: made.map } : {}
}

const told = ({ id, map }: ImportOptions): Pick<SourceId, 'idField' | 'map'> => ({ idField: id, map: map.size === 0 ? undefined : [...map] })

/** Puts the vectors that a source brings where a run that was interrupted leaves those that it has made, by the hash of their texts. */
async function keepVectors (path: string, model: ModelInfo): Promise<VectorKeeper & { normalised: () => number, close: () => Promise<void> }> {
  const pieces = await openPieces(path, model)
  const kept = new Set(pieces.found.keys())
  let waiting: Piece[] = []
  let normalised = 0
  return {
    take (texts, value) {
      const given = unitVector(value, model.dimensions)
      if (given === undefined) return undefined
      if ('flaw' in given) return given.flaw
      if (Math.abs(given.length - 1) > UNIT_TOLERANCE) normalised++
      const hash = hashOfTexts(texts)
      const key = hash.toString('hex')
      if (!kept.has(key)) waiting.push({ hash, vector: given.vector })
      kept.add(key)
      return undefined
    },
    async flush () {
      if (waiting.length > 0) await pieces.add(waiting)
      waiting = []
    },
    normalised: () => normalised,
    close: pieces.close
  }
}

/** Whether the corpus there has these items, and vectors of this model and template. */
async function isWhatIsThere (dataDir: string, name: string, path: string, template: readonly string[], model: ModelInfo): Promise<boolean> {
  const manifest = await readManifest(dataDir, name).catch(() => undefined)
  if (manifest === undefined || modelMismatch(manifest, model) !== undefined || JSON.stringify(manifest.template) !== JSON.stringify(template)) return false
  const [staged, there] = await Promise.all([path, join(dataDir, `${name}.jsonl`)].map(async path => await sha256OfFile(path).catch(() => undefined)))
  if (staged !== manifest.itemsSha256 || there !== staged) return false
  await rm(`${join(dataDir, name)}.safetensors.part`, { force: true })
  return true
}

/** By its paths as seen from the folder of the corpora, hashed: what is published is not to tell where it was made. */
async function sourceIdOf (paths: readonly string[], dataDir: string): Promise<SourceId> {
  const from = await realpath(dataDir).catch(() => dataDir)
  const seen = await Promise.all(paths.map(async path => relative(from, await realpath(path))))
  const id = createHash('sha256').update(seen.join('\n')).digest('hex').slice(0, 16)
  return { name: paths.map(path => basename(resolve(path))).join(', '), id }
}

/** @returns whether there is a corpus of that name, which may be replaced */
async function checkName ({ dataDir, name, sourceId, force }: { dataDir: string, name: string, sourceId: SourceId, force: boolean }): Promise<boolean> {
  const itemsPath = join(dataDir, `${name}.jsonl`)
  const exists = await access(itemsPath).then(() => true, () => false)
  if (!exists || force) return exists
  const manifest = await readManifest(dataDir, name).catch(() => undefined)
  const made = manifest?.source
  if (made?.id === sourceId.id) {
    if (await sha256OfFile(itemsPath) === (made.itemsSha256 ?? manifest!.itemsSha256)) return true
    throw new Error(`${itemsPath} has changed since it was made from ${made.name}, and the changes would be lost. Make them in ${made.name} instead, or replace it with --force.`)
  }
  const from = made === undefined ? 'not made from a file by this command' : made.name === sourceId.name ? `made from another ${made.name}, in another folder` : `made from ${made.name}`
  throw new Error(`There is a corpus "${name}" already, ${from}. --force replaces it; another --name keeps both.`)
}
