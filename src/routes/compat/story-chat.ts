import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Item } from '../../matching/ports.ts'
import { COMPAT_HEADERS } from '../../schemas/compat/common.ts'
import type { Story } from '../../schemas/compat/story-chat.ts'
import { LONGEST_USER_TEXT, STORIES, StoriesRequest, StoriesResponse } from '../../schemas/compat/story-chat.ts'
import { errorResponses, FAILS, NoQuerystring } from '../../schemas/common.ts'
import type { CompatRoutesOptions } from './index.ts'
import { countOf } from './counts.ts'
import { FIELD_NAMES, readerOf } from './field-names.ts'
import { nearest, warn } from './nearest.ts'
import { newestWords } from './newest-words.ts'
import { settingCorpus } from './setting-corpus.ts'
import { idOf, listOf, textOf, timeOf } from './values.ts'

const isBlank = (text: string): boolean => text.trim() === ''

/** The chat of a peer-support site, which shows stories beside what a visitor writes. */
export const storyChatRoutes: FastifyPluginAsyncTypebox<CompatRoutesOptions> = async (app, { matcher, corpora, config }) => {
  const most = Math.min(LONGEST_USER_TEXT, config.MAX_TEXT_LENGTH)

  app.post('/api/match', {
    config: { texts: request => isBlank((request.body as { user_text: string }).user_text) ? 0 : 1, likeFastApi: true, unprocessable: true },
    schema: {
      operationId: 'matchStories',
      summary: 'Stories for a chat',
      description: 'Reads the corpus `MENTORS_CORPUS`. Of a text that is too long the end is read, because the newest words stand there.',
      tags: ['replaced systems'],
      body: StoriesRequest(config),
      querystring: NoQuerystring,
      response: { 200: { headers: COMPAT_HEADERS, ...StoriesResponse }, ...errorResponses('unauthorized', ...FAILS.body, ...FAILS.loaded, ...FAILS.texts, 'corpus_not_found', 'text_not_searchable', 'unprocessable_request', ...FAILS.stored) }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { user_text: written, min_similarity: threshold, ...counts } }, reply) => {
    const limit = countOf(counts, STORIES.usual)
    const corpus = await settingCorpus(corpora, config, 'MENTORS_CORPUS')
    reply.header('cache-control', 'no-store')
    if (isBlank(written)) return []
    const text = written.trim()
    const query = newestWords(text, most)
    if (query !== text) warn(reply, [`Only the last ${most} characters were read.`])
    const { matches } = await nearest(matcher, { query, keep: 'end', corpus: corpus.info.name, limit, threshold }, reply)
    const read = readerOf(FIELD_NAMES.story, corpus.info.fields)
    return matches.map(({ id, score, item }) => storyOf(id, score, read(item), corpus.info.updatedAt))
  })
}

type Fields = Record<keyof typeof FIELD_NAMES.story, unknown>

function storyOf (id: Item['id'], score: number, { title, content, topicTags, userId, timestamp, postId, commentId }: Fields, lastChange: Date): Story {
  const comment = idOf(commentId)
  return {
    id,
    content: textOf(content),
    title: textOf(title),
    topic_tags: listOf(topicTags),
    similarity_score: score,
    user_id: idOf(userId),
    timestamp: timeOf(timestamp, lastChange),
    post_id: idOf(postId) ?? (comment === null ? id : null),
    comment_id: comment
  }
}
