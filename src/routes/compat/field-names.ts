import type { Field, Item } from '../../matching/ports.ts'
import { valueAt } from '../../matching/predicate.ts'

/**
 * What the fields of corpora may be called, the preferred name first. Capitals, spaces and underscores do not matter: `Job Role`, `job_role` and
 * `jobRole` are one name. docs/replacing.md lists them.
 */
export const FIELD_NAMES = {
  story: {
    title: ['title', 'headline', 'subject'],
    content: ['content', 'body', 'text', 'story', 'message'],
    topicTags: ['topic_tags', 'tags', 'topics'],
    userId: ['user_id', 'author_id', 'author', 'user'],
    timestamp: ['timestamp', 'created_at', 'posted_at', 'date'],
    postId: ['post_id'],
    commentId: ['comment_id']
  },
  job: {
    role: ['role', 'job_role', 'job_title', 'title', 'position'],
    category: ['category', 'job_category', 'industry', 'sector'],
    company: ['company', 'company_name', 'employer', 'organization', 'organisation'],
    location: ['location', 'job_location', 'city'],
    skills: ['required_skills', 'skills', 'skills_required', 'key_skills'],
    minSalary: ['min_salary', 'salary_min', 'minimum_salary'],
    maxSalary: ['max_salary', 'salary_max', 'maximum_salary'],
    currency: ['currency', 'salary_currency']
  },
  person: {
    skills: ['skills', 'user_skills', 'key_skills']
  },
  document: {
    title: ['title', 'headline', 'name'],
    abstract: ['abstract', 'snippet', 'summary', 'content', 'text', 'body'],
    source: ['source', 'source_path', 'journal', 'url', 'path']
  },
  passage: {
    chunkId: ['chunk_id'],
    snippet: ['snippet', 'chunk', 'content', 'text', 'abstract', 'summary', 'body'],
    sourcePath: ['source_path', 'path', 'file', 'source', 'url'],
    slug: ['slug'],
    title: ['title', 'headline', 'name']
  }
} as const satisfies Record<string, Record<string, readonly string[]>>

export type Names<Name extends string> = Readonly<Record<Name, readonly string[]>>

/** The fields of a corpus that a name stands for, the preferred one first. */
export function fieldsFor<Name extends string> (names: Names<Name>, known: readonly Field[]): Record<Name, string[]> {
  const find = (candidates: readonly string[]) => candidates.flatMap(candidate => known.map(({ name }) => name).filter(name => plain(name) === plain(candidate)))
  return Object.fromEntries(Object.entries<readonly string[]>(names).map(([name, candidates]) => [name, find(candidates)])) as Record<Name, string[]>
}

/** Reads items of a corpus by the names of a table: the first value that is there and not null, or undefined. */
export function readerOf<Name extends string> (names: Names<Name>, known: readonly Field[]): (item: Partial<Item>) => Record<Name, unknown> {
  const fields = Object.entries<string[]>(fieldsFor(names, known))
  return item => Object.fromEntries(fields.map(([name, candidates]) => [name, firstOf(item, candidates)])) as Record<Name, unknown>
}

function firstOf (item: object, fields: readonly string[]): unknown {
  return fields.map(field => valueAt(item, field)).find(value => value !== undefined && value !== null)
}

const plain = (name: string): string => name.toLowerCase().replace(/[\s_.-]/g, '')
