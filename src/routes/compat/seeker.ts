import type { Config } from '../../config.ts'
import { InvalidRequestError, ItemNotFoundError, NoSkillsError } from '../../errors.ts'
import type { CorpusStore } from '../../matching/ports.ts'
import { splitSkills } from '../../matching/skills/split.ts'
import { FIELD_NAMES, readerOf } from './field-names.ts'
import { settingCorpus } from './setting-corpus.ts'

export interface SeekerBody { user_id?: string | number | undefined, skills?: string[] | undefined, text?: string | undefined }

/** Who looks for a job: what they can do, and the text by which jobs are found. */
export interface Seeker {
  userId: string | null
  /** Undefined where a text was sent: which skills it names depends on what jobs ask for. */
  skills: string[] | undefined
  text: string
}

/**
 * @throws InvalidRequestError where the body does not say who in exactly one way; ItemNotFoundError for an unknown person, NoSkillsError for
 * one without skills
 */
export async function seekerOf (body: SeekerBody, corpora: CorpusStore, config: Config): Promise<Seeker> {
  const given = (['user_id', 'skills', 'text'] as const).filter(name => body[name] !== undefined)
  if (given.length !== 1) throw new InvalidRequestError([{ path: '', message: `Say for whom: one of user_id, skills, text${given.length === 0 ? '' : `; this has ${given.join(' and ')}`}.` }])
  if (body.user_id !== undefined) return await personOf(String(body.user_id), corpora, config)
  if (body.text !== undefined) return { userId: null, skills: undefined, text: body.text }
  const skills = splitSkills(body.skills)
  if (skills.length === 0) throw new InvalidRequestError([{ path: 'skills', message: 'skills has no skill in it.' }])
  return withSkills(null, skills)
}

async function personOf (id: string, corpora: CorpusStore, config: Config): Promise<Seeker> {
  const people = await settingCorpus(corpora, config, 'PEOPLE_CORPUS')
  const person = await people.item(id)
  if (person === undefined) throw new ItemNotFoundError(people.info.name, id)
  const skills = splitSkills(readerOf(FIELD_NAMES.person, people.info.fields)(person).skills)
  if (skills.length === 0) throw new NoSkillsError(people.info.name, id)
  return withSkills(id, skills)
}

const withSkills = (userId: string | null, skills: string[]): Seeker => ({ userId, skills, text: skills.join(', ') })
