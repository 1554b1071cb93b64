// Folders in which libraries find a graph under the name that they look for.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MODEL, root } from './lib.mjs'

const source = join(root, 'models', MODEL)
export const GRAPHS = { int8: join(source, 'onnx/model_int8.onnx'), ours: join(source, 'onnx/model_quantized.onnx') }

/** Builds plain int8 from the same weights, and ours, where they are missing. */
export function ensureGraphs () {
  if (Object.values(GRAPHS).every(file => existsSync(file))) return
  const { status } = spawnSync(process.execPath, ['scripts/kindred.mjs', 'model', '--dtype', 'q8', '--dtype', 'int8'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error('The model could not be built.')
}

/** A models folder in which a graph has the name that transformers.js and the service read. It goes when the process ends. */
export function modelsWith (graph) {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, MODEL, 'onnx'), { recursive: true })
  for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'sentence_bert_config.json']) symlinkSync(join(source, file), join(folder, MODEL, file))
  symlinkSync(graph, join(folder, MODEL, 'onnx/model_quantized.onnx'))
  // What fastembed wants beside them.
  writeFileSync(join(folder, MODEL, 'special_tokens_map.json'), JSON.stringify({ cls_token: '[CLS]', mask_token: '[MASK]', pad_token: '[PAD]', sep_token: '[SEP]', unk_token: '[UNK]' }))
  return folder
}
