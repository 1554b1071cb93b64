import type { Match } from '../../matching/matcher.ts'
import type { CorpusInfo, Embedder, EmbedOptions } from '../../matching/ports.ts'
import type { Salary } from '../../matching/salary.ts'
import { averageSalary, combinedScore, normalizedSalaries } from '../../matching/salary.ts'
import { skillComparer } from '../../matching/skills/compare.ts'
import type { SkillComparison } from '../../matching/skills/compare.ts'
import type { EmbedTexts, RelatedSkill } from '../../matching/skills/related.ts'
import { relatedSkills } from '../../matching/skills/related.ts'
import { splitSkills } from '../../matching/skills/split.ts'
import type { Opportunity } from '../../schemas/compat/career-bot.ts'
import { FIELD_NAMES, readerOf } from './field-names.ts'
import { idOf, numberOf, textOf } from './values.ts'

/**
 * Jobs that are scored for one request: the nearest. A corpus in memory of so many is scored whole; of one in Postgres no more than its index
 * gives at once.
 */
export const ANALYSED: Record<CorpusInfo['servedBy'], number> = { memory: 5000, postgres: 800 }

/** A job with its scores and what it asks for. */
export interface Scored {
  id: string
  role: string
  company: string
  salary: Salary
  requiredSkills: string[]
  similarity: number
  normalizedSalary: number | null
  combined: number
}

/** Every job with its place in the range of salaries, by descending combined score, then by id. */
export function scoredJobs (matches: readonly Match[], info: CorpusInfo): Scored[] {
  const read = readerOf(FIELD_NAMES.job, info.fields)
  const jobs = matches.map(({ id, score, item }) => {
    const { role, company, skills, minSalary, maxSalary, currency } = read(item)
    const salary = { min: numberOf(minSalary), max: numberOf(maxSalary), currency: idOf(currency) }
    return { id, role: textOf(role), company: textOf(company), salary, requiredSkills: splitSkills(skills), similarity: score }
  })
  const shares = normalizedSalaries(jobs.map(({ salary }) => salary))
  return jobs
    .map((job, i) => ({ ...job, normalizedSalary: shares[i]!, combined: combinedScore(job.similarity, shares[i]!) }))
    .sort((a, b) => b.combined - a.combined || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))
}

/** What of each job's skills somebody has, lacks, and nearly has. */
export async function opportunities (jobs: readonly Scored[], have: readonly string[], embed: EmbedTexts): Promise<Opportunity[]> {
  const compare = skillComparer(have)
  const compared = jobs.map(job => ({ job, skills: compare(job.requiredSkills) }))
  const missing = [...new Set(compared.flatMap(({ skills }) => skills.missing))]
  const related = await relatedSkills(missing, have, embed)
  return compared.map(({ job, skills }) => opportunity(job, skills, related))
}

function opportunity (job: Scored, { missing, matching, coverage }: SkillComparison, related: readonly RelatedSkill[]): Opportunity {
  return {
    job_id: job.id,
    job_role: job.role,
    company: job.company,
    avg_salary: averageSalary(job.salary),
    min_salary: job.salary.min,
    max_salary: job.salary.max,
    currency: job.salary.currency,
    similarity_score: job.similarity,
    normalized_salary: job.normalizedSalary === null ? null : sixDecimals(job.normalizedSalary),
    combined_score: sixDecimals(job.combined),
    missing_skills: missing,
    matching_skills: matching,
    related: related.filter(({ skill }) => missing.includes(skill)),
    coverage: coverage === null ? null : sixDecimals(coverage)
  }
}

/** Texts that are given to the embedder at once, so that those of others have their turn in between. */
const AT_ONCE = 16

/** Embeds any number of short texts, a few at a time. */
export function embedInTurns (embedder: Embedder, options: EmbedOptions): EmbedTexts {
  return async texts => {
    const vectors: Float32Array[] = []
    for (let i = 0; i < texts.length; i += AT_ONCE) vectors.push(...(await embedder.embed(texts.slice(i, i + AT_ONCE), options)).map(({ vector }) => vector))
    return vectors
  }
}

const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6
