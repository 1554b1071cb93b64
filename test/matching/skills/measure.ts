import { readFile } from 'node:fs/promises'
import type { Test } from 'tap'
import { createEmbedder } from '../../../src/embedding/embedder.ts'
import { sameSkill } from '../../../src/matching/skills/compare.ts'
import type { EmbedTexts } from '../../../src/matching/skills/related.ts'
import { relatedSkills } from '../../../src/matching/skills/related.ts'

const LABELS = ['same', 'related', 'different'] as const
type Label = typeof LABELS[number]

interface Pair { a: string, b: string, label: Label, area: string }
interface Judged extends Pair { judged: Label, cosine: number }

export interface Measured {
  /** Of those judged so, the share that is labelled so; of those labelled so, the share that is judged so. */
  precision: Record<Label, number>
  recall: Record<Label, number>
  /** Lines to read: the matrix, both figures for each label, the five worst mistakes. */
  report: string[]
}

/** Embeds with the model that is shipped; closed when the test ends. */
export async function realEmbed (t: Test): Promise<EmbedTexts> {
  const embedder = createEmbedder({ modelsDir: 'models', dtype: 'q8', threads: 1, cacheBytes: 1e6, maxQueue: 1000, timeoutMs: 60_000, onReplaced: t.fail, onHung: t.fail })
  t.teardown(async () => await embedder.close())
  const model = 'Xenova/all-MiniLM-L6-v2'
  await embedder.load([model])
  await embedder.start()
  return async texts => (await embedder.embed(texts, { model })).map(({ vector }) => vector)
}

/** How the labelled pairs of a file of fixtures are judged: the same, else related, else different. */
export async function measure (file: string, embed: EmbedTexts): Promise<Measured> {
  const lines = (await readFile(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8')).trim().split('\n')
  const judged: Judged[] = []
  for (const line of lines) judged.push(await judge(JSON.parse(line) as Pair, embed))
  const count = (label: Label, verdict: Label): number => judged.filter(pair => pair.label === label && pair.judged === verdict).length
  const sum = (counts: number[]): number => counts.reduce((total, n) => total + n, 0)
  const each = (value: (label: Label) => number) => Object.fromEntries(LABELS.map(label => [label, value(label)])) as Record<Label, number>
  const precision = each(label => count(label, label) / sum(LABELS.map(other => count(other, label))))
  const recall = each(label => count(label, label) / sum(LABELS.map(other => count(label, other))))
  const matrix = LABELS.map(label => `${label}: ${LABELS.map(verdict => `${count(label, verdict)} ${verdict}`).join(', ')}; precision ${precision[label].toFixed(3)}, recall ${recall[label].toFixed(3)}`)
  return { precision, recall, report: [...matrix, ...worst(judged)] }
}

async function judge (pair: Pair, embed: EmbedTexts): Promise<Judged> {
  if (sameSkill(pair.a, pair.b)) return { ...pair, judged: 'same', cosine: 1 }
  const [near] = await relatedSkills([pair.b], [pair.a], embed)
  return near === undefined ? { ...pair, judged: 'different', cosine: 0 } : { ...pair, judged: 'related', cosine: near.cosine }
}

/** The furthest off first: what is different taken for the same or the other way round, then the surest of the rest. */
function worst (judged: Judged[]): string[] {
  const far = ({ label, judged }: Judged): number => Math.abs(LABELS.indexOf(label) - LABELS.indexOf(judged))
  return judged.filter(pair => pair.label !== pair.judged).sort((a, b) => far(b) - far(a) || b.cosine - a.cosine).slice(0, 5)
    .map(({ a, b, label, judged, cosine }) => `${a} | ${b}: ${label}, judged ${judged} (${cosine.toFixed(2)})`)
}
