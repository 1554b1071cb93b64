import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { corporaIn, readManifest } from '../corpus/file-store.ts'
import { availableCores } from '../cpu-quota.ts'
import type { WorkerEmbedder } from '../embedding/embedder.ts'
import { createEmbedder } from '../embedding/embedder.ts'
import { embedCorpus } from '../ingest/embed-corpus.ts'
import { didYouMean } from '../suggest.ts'
import type { Command } from './args.ts'
import { say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'

export const embedCommand: Command = {
  summary: 'Make the vectors of corpora',
  usage: `kindred embed [corpus…] [--template "{title} {content}"]… [--model org/name]

Writes data/<corpus>.safetensors for data/<corpus>.jsonl; texts that have not changed keep their vectors.
Without names, every corpus in DATA_DIR.

  --template  the text that stands for an item; repeated, the vectors of the texts are added up
              (default: the one that the vectors there were made with)
  --model     the model (default: the one that made the vectors there, else DEFAULT_MODEL)`,

  async run (args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { template: { type: 'string', multiple: true }, model: { type: 'string' } } })
    const config = configFromEnvironment()
    const known = await corporaIn(config.DATA_DIR)
    const names = positionals.length > 0 ? positionals : known
    for (const name of names) {
      if (!known.includes(name)) throw new UsageError(`There is no ${config.DATA_DIR}/${name}.jsonl.${didYouMean(name, known)}`)
    }
    await embedCorpora(config, names, values)
  }
}

export async function embedCorpora (config: Config, names: readonly string[], { template, model }: { template?: string[], model?: string } = {}): Promise<void> {
  for (const name of names) {
    const id = model ?? await readManifest(config.DATA_DIR, name).then(manifest => manifest.model, () => config.DEFAULT_MODEL)
    await withEmbedder(config, id, async embedder => await embedOne(config, name, embedder, template))
  }
}

async function embedOne (config: Config, name: string, embedder: WorkerEmbedder, template: string[] | undefined): Promise<void> {
  const start = performance.now()
  const { items, embedded, truncated, template: used } = await embedCorpus({
    dataDir: config.DATA_DIR,
    name,
    embedder,
    model: embedder.models()[0]!,
    template,
    onProgress: (done, total) => { if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${done} of ${total}${done === total ? '\n' : ''}`) }
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  say(`${name}: ${items} items as ${used.map(part => JSON.stringify(part)).join(' + ')}; ${embedded} embedded, ${items - embedded} unchanged, ${seconds} s.`)
  if (truncated > 0) say(`${name}: ${truncated} of them have a text too long for the model (${embedder.models()[0]!.maxTokens} tokens) without spaces to cut it at; only its beginning counts.`)
}

async function withEmbedder (config: Config, model: string, use: (embedder: WorkerEmbedder) => Promise<void>): Promise<void> {
  const embedder = createEmbedder({
    modelsDir: config.MODELS_DIR,
    dtype: config.MODEL_DTYPE,
    threads: config.INFERENCE_THREADS ?? availableCores(),
    cacheBytes: 0,
    maxQueue: Infinity,
    timeoutMs: config.INFERENCE_TIMEOUT_MS,
    onReplaced: say,
    onHung: reason => {
      say(reason)
      process.exit(1)
    }
  })
  try {
    await embedder.load([model])
    await embedder.start()
    await use(embedder)
  } finally {
    await embedder.close()
  }
}
