import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Match } from '../../matching/matcher.ts'
import type { ErrorCode } from '../../error-codes.ts'
import { clientSignal } from '../../plugins/client-signal.ts'
import { errorResponses, FAILS, NoQuerystring } from '../../schemas/common.ts'
import type { Recommendation } from '../../schemas/compat/career-bot.ts'
import { JOBS, RecommendResponse, SeekerRequest, SkillGapResponse, StatsResponse } from '../../schemas/compat/career-bot.ts'
import { COMPAT_HEADERS } from '../../schemas/compat/common.ts'
import { facetReader } from './facet-reader.ts'
import { countOf } from './counts.ts'
import { FIELD_NAMES, fieldsFor, readerOf } from './field-names.ts'
import type { CompatRoutesOptions } from './index.ts'
import { nearest } from './nearest.ts'
import { seekerOf } from './seeker.ts'
import { settingCorpus } from './setting-corpus.ts'
import { ANALYSED, embedInTurns, opportunities, scoredJobs } from './skill-gap.ts'
import { skillsInText } from './skills-in-text.ts'
import { numberOf, textOf } from './values.ts'

const TOP_CATEGORIES = 10
const SEEKER_FAILS = [...FAILS.asked, ...FAILS.body, ...FAILS.loaded, ...FAILS.texts, 'corpus_not_found', 'item_not_found', 'no_skills', 'text_not_searchable', ...FAILS.stored] as const satisfies ErrorCode[]

/** The bot of a career site: jobs for a person, and what the jobs are. */
export const careerBotRoutes: FastifyPluginAsyncTypebox<CompatRoutesOptions> = async (app, { matcher, corpora, embedder, config }) => {
  const tags = ['replaced systems']
  const facetsOf = facetReader()

  app.post('/api/recommend', {
    config: { texts: () => 1, likeFastApi: true },
    schema: {
      operationId: 'recommendJobs',
      summary: 'Jobs for a person, for skills or for a text',
      description: 'Reads the corpus `JOBS_CORPUS`. A person is found by their skills.',
      tags,
      body: SeekerRequest(config),
      querystring: NoQuerystring,
      response: { 200: { headers: COMPAT_HEADERS, ...RecommendResponse }, ...errorResponses(...SEEKER_FAILS) }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { user_id: id, skills, text, ...counts } }, reply) => {
    const limit = countOf(counts, JOBS.usual)
    const seeker = await seekerOf({ user_id: id, skills, text }, corpora, config)
    const { info } = await settingCorpus(corpora, config, 'JOBS_CORPUS')
    const { matches, total } = await nearest(matcher, { query: seeker.text, corpus: info.name, limit }, reply)
    const read = readerOf(FIELD_NAMES.job, info.fields)
    return { success: true as const, recommendations: matches.map(match => recommendation(match, read(match.item))), total_jobs_analyzed: total }
  })

  app.post('/api/skill-gap', {
    config: { texts: () => 1, likeFastApi: true },
    schema: {
      operationId: 'findSkillGap',
      summary: 'Jobs for a person by meaning and pay, and the skills that are missing for them',
      description: `Reads the corpus \`JOBS_CORPUS\`. Jobs are scored by meaning and pay together, so a well-paid job may stand before one that is nearer. Of more than ${ANALYSED.memory.toLocaleString('en')} jobs (${ANALYSED.postgres} where Postgres answers) the nearest are scored.`,
      tags,
      body: SeekerRequest(config),
      querystring: NoQuerystring,
      response: { 200: { headers: COMPAT_HEADERS, ...SkillGapResponse }, ...errorResponses(...SEEKER_FAILS) }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { user_id: id, skills, text, ...counts } }, reply) => {
    const limit = countOf(counts, JOBS.usual)
    const seeker = await seekerOf({ user_id: id, skills, text }, corpora, config)
    const { info } = await settingCorpus(corpora, config, 'JOBS_CORPUS')
    const { matches, model } = await nearest(matcher, { query: seeker.text, corpus: info.name, limit: ANALYSED[info.servedBy] }, reply)
    const top = scoredJobs(matches, info).slice(0, limit)
    const have = seeker.skills ?? skillsInText(seeker.text, top.flatMap(job => job.requiredSkills))
    // A text was compared, so the model of the vectors is known.
    const embed = embedInTurns(embedder, { model: model!, signal: clientSignal(reply) })
    return {
      success: true as const,
      user_id: seeker.userId,
      user_skills: have,
      top_opportunities: await opportunities(top, have, embed),
      total_jobs_analyzed: matches.length
    }
  })

  app.get('/api/stats', {
    schema: { operationId: 'getStats', summary: 'What the jobs are', tags, querystring: NoQuerystring, response: { 200: StatsResponse, ...errorResponses(...FAILS.asked, ...FAILS.loaded, 'corpus_not_found', ...FAILS.stored) } }
  }, async () => {
    const jobs = await settingCorpus(corpora, config, 'JOBS_CORPUS')
    const { items, dimensions, model, source, fields } = jobs.info
    const [category] = fieldsFor(FIELD_NAMES.job, fields).category
    const categories = category === undefined ? [] : await facetsOf(jobs, category, TOP_CATEGORIES)
    return {
      total_jobs: items,
      top_categories: Object.fromEntries(categories.map(({ value, count }) => [value, count])),
      embedding_dimensions: dimensions,
      model,
      memory_optimized: embedder.models().every(({ dtype }) => dtype === 'q8'),
      using_database_storage: source === 'postgres'
    }
  })
}

type Job = Record<keyof typeof FIELD_NAMES.job, unknown>

function recommendation ({ id, score }: Match, { role, category, location, skills, minSalary, maxSalary }: Job): Recommendation {
  const [min, max] = [numberOf(minSalary), numberOf(maxSalary)]
  return {
    job_id: id,
    Job_Role: textOf(role),
    Category: textOf(category),
    Location: textOf(location),
    Required_Skills: textOf(skills),
    ...min === null ? {} : { Min_Salary: min },
    ...max === null ? {} : { Max_Salary: max },
    similarity_score: score
  }
}
