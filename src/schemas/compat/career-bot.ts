import * as Type from 'typebox'
import type { Config } from '../../config.ts'
import { text } from '../common.ts'
import { similarity } from './common.ts'
import { countFields } from './counts.ts'

type Limits = Pick<Config, 'MAX_TEXT_LENGTH' | 'MAX_LIMIT'>

export const JOBS = { usual: 10, most: 100 }
const MAX_SKILLS = 100
const MAX_SKILL_LENGTH = 200

/** `POST /api/recommend` and `POST /api/skill-gap`. */
export const SeekerRequest = (limits: Limits) => Type.Object({
  user_id: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Integer()], { description: 'Id of an item of `PEOPLE_CORPUS`, whose skills are taken' })),
  skills: Type.Optional(Type.Array(Type.String({ maxLength: MAX_SKILL_LENGTH }), { minItems: 1, maxItems: MAX_SKILLS, description: 'What somebody can do' })),
  text: Type.Optional(text(limits, 'What somebody can do or looks for, in plain words')),
  ...countFields('top_n', { ...JOBS, most: Math.min(JOBS.most, limits.MAX_LIMIT) })
}, {
  additionalProperties: false,
  'x-examples': {
    'A person': { value: { user_id: 'dilnoza-karimova', top_n: 3 } },
    Skills: { value: { skills: ['Python', 'SQL', 'Airflow'], top_n: 3 } },
    'A text': { value: { text: 'I repair bicycles and like talking to customers', top_n: 3 } }
  }
})

export const total = Type.Integer({ description: 'How many jobs were compared' })
export const success = Type.Literal(true, { description: 'Always true; an error has another shape' })

const Recommendation = Type.Object({
  job_id: Type.String({ description: 'Id of the job' }),
  Job_Role: Type.String({ description: 'What the job is; texts that a job does not have are empty' }),
  Category: Type.String({ description: 'Its branch' }),
  Location: Type.String({ description: 'Where it is' }),
  Required_Skills: Type.String({ description: 'What it asks for, separated by commas or as the job has it' }),
  Min_Salary: Type.Optional(Type.Number({ description: 'Lower bound; missing where there is none' })),
  Max_Salary: Type.Optional(Type.Number({ description: 'Upper bound; missing where there is none' })),
  similarity_score: similarity
}, { additionalProperties: false })

export type Recommendation = Type.Static<typeof Recommendation>

export const RecommendResponse = Type.Object({
  success,
  recommendations: Type.Array(Recommendation, { description: 'By descending score' }),
  total_jobs_analyzed: total
}, { additionalProperties: false, description: 'The jobs' })

export const StatsResponse = Type.Object({
  total_jobs: Type.Integer({ description: 'Items of the corpus `JOBS_CORPUS`' }),
  top_categories: Type.Record(Type.String(), Type.Integer(), { description: 'The ten commonest categories with the number of their jobs, the commonest first' }),
  embedding_dimensions: Type.Integer({ description: 'Numbers of one vector' }),
  model: Type.Union([Type.String(), Type.Null()], { description: 'Model of the vectors; null where it is not known' }),
  memory_optimized: Type.Boolean({ description: 'Whether the weights of the model are held in 8 bits' }),
  using_database_storage: Type.Boolean({ description: 'Whether the jobs are kept in Postgres' })
}, { additionalProperties: false, description: 'What the jobs are' })

const amount = (description: string) => Type.Union([Type.Number(), Type.Null()], { description })
const skills = (description: string) => Type.Array(Type.String(), { description })

const Opportunity = Type.Object({
  job_id: Type.String({ description: 'Id of the job' }),
  job_role: Type.String({ description: 'What the job is; texts that a job does not have are empty' }),
  company: Type.String({ description: 'Who offers it' }),
  avg_salary: amount('The mean of both bounds, or the one there is; null where there is none'),
  min_salary: amount('Lower bound'),
  max_salary: amount('Upper bound'),
  currency: Type.Union([Type.String(), Type.Null()], { description: 'Of the amounts' }),
  similarity_score: similarity,
  normalized_salary: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description: '0 for the lowest average of the jobs that were compared in the same currency, 1 for the highest, 0.5 where all are equal; null where the job has none' }),
  combined_score: Type.Number({ description: '0.7 · `similarity_score` + 0.3 · `normalized_salary`; where that is null it counts 0' }),
  missing_skills: skills("What the job asks for and is not there, in the job's order and words"),
  matching_skills: skills('What the job asks for and is there, in the same order'),
  related: Type.Array(Type.Object({
    skill: Type.String({ description: 'One of `missing_skills`' }),
    have: Type.String({ description: 'One of `user_skills` that is near to it in meaning' }),
    cosine: Type.Number({ description: 'How near the two are' })
  }, { additionalProperties: false }), { description: 'Missing skills that are near in meaning to one that is there' }),
  coverage: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()], { description: 'Share of what the job asks for that is there; null where it asks for nothing, which says neither' })
}, { additionalProperties: false })

export type Opportunity = Type.Static<typeof Opportunity>

export const SkillGapResponse = Type.Object({
  success,
  user_id: Type.Union([Type.String(), Type.Null()], { description: 'Whose skills these are; null where none was named' }),
  user_skills: skills('What was taken as skills: those of the person, those that were sent, or those that the text names'),
  top_opportunities: Type.Array(Opportunity, { description: 'By descending `combined_score`; equal ones by id' }),
  total_jobs_analyzed: Type.Integer({ description: 'How many jobs were compared and scored' })
}, { additionalProperties: false, description: 'Jobs, and what is missing for them' })
