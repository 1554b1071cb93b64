import * as Type from 'typebox'
import type { Config } from '../../config.ts'
import { similarity } from './common.ts'
import { countFields } from './counts.ts'

/** Characters of `user_text` that are read; of a longer one the last. */
export const LONGEST_USER_TEXT = 5000
export const STORIES = { usual: 5, most: 20 }

/** `POST /api/match`. */
export const StoriesRequest = ({ MAX_LIMIT }: Pick<Config, 'MAX_LIMIT'>) => Type.Object({
  user_text: Type.String({ minLength: 1, description: `What the visitor wrote last, such as the last messages joined; of more than ${LONGEST_USER_TEXT.toLocaleString('en')} characters the last are read. Blank text finds nothing` }),
  ...countFields('top_k', { ...STORIES, most: Math.min(STORIES.most, MAX_LIMIT) }),
  min_similarity: Type.Number({ minimum: -1, maximum: 1, default: 0.3, description: 'Lowest cosine to return' })
}, { additionalProperties: false, examples: [{ user_text: 'I got laid off and dread interviews', top_k: 3, min_similarity: 0.3 }] })

const Story = Type.Object({
  id: Type.String({ description: 'Id of the story' }),
  content: Type.String({ description: 'The story; empty where it has no text' }),
  title: Type.String({ description: 'Its title; empty where it has none' }),
  topic_tags: Type.Array(Type.String(), { description: 'What it is about; an empty list where nothing is said' }),
  similarity_score: similarity,
  user_id: Type.Union([Type.String(), Type.Null()], { description: 'Who wrote it' }),
  timestamp: Type.String({ format: 'date-time', description: 'When it was written; where that is not known, when the corpus was last changed' }),
  post_id: Type.Union([Type.String(), Type.Null()], { description: 'Id of the post: `id` unless the story says otherwise; null for a comment that names none' }),
  comment_id: Type.Union([Type.String(), Type.Null()], { description: 'Id of the comment, where the story is one' })
}, { additionalProperties: false })

export type Story = Type.Static<typeof Story>
export const StoriesResponse = Type.Array(Story, { description: 'The stories, by descending score' })
