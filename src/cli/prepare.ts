import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { MODEL_ID } from '../conversion/all-minilm-l6-v2.ts'
import { corporaIn } from '../corpus/file-store.ts'
import { readManifest } from '../corpus/load-corpus.ts'
import { fieldsOfItems, readItems } from '../corpus/items.ts'
import type { Manifest } from '../corpus/manifest.ts'
import { readModelManifest } from '../conversion/model-manifest.ts'
import { GRAPH_FILES } from '../embedding/model-folder.ts'
import { exampleTemplate } from '../ingest/template-check.ts'
import type { Command } from './args.ts'
import { parseOptions, say } from './args.ts'
import { configFromEnvironment } from './config.ts'
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
  for (const name of await corporaOf(config)) await sayWithoutVectors(config, name)
  for (const name of await outdatedCorpora(config)) {
    // One that cannot be embedded is told, here and by /health, and the others are served.
    await embedCorpora(config, [name]).catch((error: Error) => say(`${name}: ${error.message}`))
  }
}

/** Corpora whose vectors were made from other items, or by another file of the shipped model. Items are hashed only where they are younger than the vectors. */
async function outdatedCorpora (config: Config): Promise<string[]> {
  const { DATA_DIR, MODELS_DIR, MODEL_DTYPE } = config
  const outdated: string[] = []
  const graph = await readModelManifest(MODELS_DIR).then(({ files }) => files[`onnx/${GRAPH_FILES[MODEL_DTYPE]}`]?.sha256, () => undefined)
  for (const name of await corporaOf(config)) {
    const [items, vectors] = await Promise.all(['jsonl', 'safetensors'].map(async ending => await modified(join(DATA_DIR, `${name}.${ending}`))))
    if (items === undefined || vectors === undefined) continue
    const manifest = await readManifest(DATA_DIR, name).catch(() => undefined) // The server says what is wrong with it.
    if (manifest === undefined) continue
    const otherModel = manifest.model === MODEL_ID && graph !== undefined && manifest.modelSha256 !== graph
    if (otherModel || (items >= vectors && !await itemsAreThoseOf(DATA_DIR, name, manifest))) outdated.push(name)
  }
  return outdated
}

const corporaOf = async ({ DATA_DIR, CORPORA }: Config): Promise<readonly string[]> => CORPORA ?? await corporaIn(DATA_DIR).catch(() => [])

/** Nobody has said which of its fields count, so the command with a template is shown. What else may be wrong with it is told by the server. */
async function sayWithoutVectors ({ DATA_DIR }: Config, name: string): Promise<void> {
  if (await modified(join(DATA_DIR, `${name}.safetensors`)) !== undefined) return
  const items = await readItems(join(DATA_DIR, `${name}.jsonl`)).then(file => file.items, () => [])
  if (items.length === 0) return
  const fields = fieldsOfItems(items).map(field => field.name)
  say(`${name}: it has no vectors yet. It has the fields ${fields.join(', ')}; say which are to be embedded, for example: npm run embed -- ${name} --template "${exampleTemplate(fields)}"`)
}

async function itemsAreThoseOf (dataDir: string, name: string, { itemsSha256 }: Manifest): Promise<boolean> {
  return await readItems(join(dataDir, `${name}.jsonl`)).then(({ sha256 }) => sha256 === itemsSha256, () => true)
}

const modified = async (path: string): Promise<number | undefined> => await stat(path).then(stats => stats.mtimeMs, () => undefined)
