import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ModelInfo } from '../matching/ports.ts'

export type Dtype = 'q8' | 'fp32'
/** The names that transformers.js gives to model files (https://huggingface.co/docs/transformers.js/guides/dtypes). */
export const GRAPH_FILES: Record<Dtype, string> = { q8: 'model_quantized.onnx', fp32: 'model.onnx' }

/** A model in the layout of the Hugging Face hub: `<modelsDir>/<org>/<name>/{config,tokenizer}.json`, `onnx/…`. */
export interface ModelFolder extends ModelInfo {
  modelsDir: string
  graphFile: string
}

/** What a model can be loaded by: its file has not been read yet. */
export type UncheckedFolder = Omit<ModelFolder, 'sha256'>

/**
 * @param id `org/name`
 * @param dtype the graph to take; where only the other one is there (a folder fetched by hand often has one file), that one is taken
 * @throws Error with a sentence where a file is missing or damaged, or the vectors are to be pooled in a way that is not known
 */
export async function readModelFolder (modelsDir: string, id: string, dtype: Dtype): Promise<ModelFolder> {
  return await checkModelFolder(await findModelFolder(modelsDir, id, dtype))
}

/** The same without reading the graph. */
export async function findModelFolder (modelsDir: string, id: string, dtype: Dtype): Promise<UncheckedFolder> {
  const folder = join(modelsDir, id)
  const [graphDtype, graphFile] = await findGraph(id, folder, dtype)
  const config = await readJson(join(folder, 'config.json'))
  if (!await exists(join(folder, 'tokenizer.json'))) throw new Error(`The model ${id} has no tokenizer.json in ${folder}.`)
  const [pooling, sentence, tokenizer] = await Promise.all([
    readJson(join(folder, '1_Pooling', 'config.json'), {}),
    readJson(join(folder, 'sentence_bert_config.json'), {}),
    readJson(join(folder, 'tokenizer_config.json'), {})
  ])
  const dimensions = config['hidden_size']
  if (typeof dimensions !== 'number') throw new Error(`${join(folder, 'config.json')} has no hidden_size.`)
  return {
    id,
    modelsDir,
    graphFile,
    dimensions,
    dtype: graphDtype,
    maxTokens: smallest(sentence['max_seq_length'], tokenizer['model_max_length'], config['max_position_embeddings']),
    pooling: poolingOf(id, pooling)
  }
}

/** Adds the hash of the graph. Throws an Error with a sentence where it is not the one that the manifest names. */
export async function checkModelFolder (folder: UncheckedFolder): Promise<ModelFolder> {
  const { modelsDir, id, graphFile } = folder
  const [manifest, sha256] = await Promise.all([readJson(join(modelsDir, id, 'manifest.json'), {}), hashFile(graphFile)])
  const expected = (manifest['files'] as Record<string, { sha256: string }> | undefined)?.[`onnx/${basename(graphFile)}`]?.sha256
  if (expected !== undefined && expected !== sha256) throw new Error(`${graphFile} is damaged: it is not the file that its manifest names. Run: npm run model`)
  return { ...folder, sha256 }
}

/** The mean where nothing is said; divided by the root of the number of tokens instead, it has the same direction. */
function poolingOf (id: string, config: Json): 'mean' | 'cls' {
  const modes = Object.keys(config).filter(name => name.startsWith('pooling_mode_') && config[name] === true)
  if (modes.length === 1 && modes[0] === 'pooling_mode_cls_token') return 'cls'
  if (modes.length === 0 || (modes.length === 1 && /^pooling_mode_mean_(sqrt_len_)?tokens$/.test(modes[0]!))) return 'mean'
  throw new Error(`The model ${id} pools by ${modes.join(' and ')}, which is not known here.`)
}

async function findGraph (id: string, folder: string, wanted: Dtype): Promise<[Dtype, string]> {
  const order: Dtype[] = wanted === 'q8' ? ['q8', 'fp32'] : ['fp32', 'q8']
  for (const dtype of order) {
    const file = join(folder, 'onnx', GRAPH_FILES[dtype])
    if (await exists(file)) return [dtype, file]
  }
  throw new Error(`The model ${id} is not in ${folder} (no onnx/${GRAPH_FILES[wanted]}). "npm run model" builds the one that ships with the project.`)
}

type Json = Record<string, unknown>
async function readJson (path: string, absent?: Json): Promise<Json> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Json
  } catch (error) {
    if (absent !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return absent
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

/** Tokenizers without a limit of their own state one of 10^30. */
function smallest (...limits: unknown[]): number {
  return Math.min(...limits.filter((limit): limit is number => typeof limit === 'number' && limit > 0), 1e5)
}

async function hashFile (path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

const exists = async (path: string): Promise<boolean> => await access(path).then(() => true, () => false)
