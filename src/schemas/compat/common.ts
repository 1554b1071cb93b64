import * as Type from 'typebox'
import { MATCH_HEADERS } from '../match.ts'

/** What an answer carries beside its body. */
export const COMPAT_HEADERS = {
  ...MATCH_HEADERS,
  'X-Kindred-Warning': { type: 'string', description: 'Sentences that a caller should know, such as that a text was shortened; missing where there are none', examples: ['Only the last 256 of 391 tokens were read.'] }
}

export const similarity = Type.Number({ minimum: -1, maximum: 1, description: 'The cosine, six decimals; 1 is the same' })
export const searchTime = Type.Number({ description: 'Milliseconds for the whole request, without the network' })
export const echoedQuery = Type.String({ description: 'The text that was sent' })
export const totalResults = Type.Integer({ description: 'How many `results` there are' })
