import type { Static } from 'typebox'
import * as Type from 'typebox'
import { loadConfig } from '../config.ts'
import { ERRORS } from '../error-codes.ts'
import { Problem } from './common.ts'
import { CorpusResponse, ItemsQuerystring, ItemsResponse } from './corpora.ts'
import { HealthResponse, InfoResponse } from './health.ts'
import { MatchRequest, MatchResponse } from './match.ts'
import { CompareRequest, CompareResponse, EmbedRequest, EmbedResponse } from './vectors.ts'

/** What types say does not depend on the limits. */
const limits = loadConfig({})

/**
 * What the types of the client are made from. Its sources take the types alone, so that nothing of this reaches its bundle; `scripts/client-types.mjs`
 * prints them for those who install it.
 */
export const SCHEMAS = {
  MatchRequest: MatchRequest(limits),
  MatchResponse,
  EmbedRequest: EmbedRequest(limits),
  EmbedResponse,
  CompareRequest: CompareRequest(limits),
  CompareResponse,
  Corpus: CorpusResponse,
  ItemsQuery: ItemsQuerystring,
  Items: ItemsResponse,
  Health: HealthResponse,
  Info: InfoResponse,
  Problem,
  ErrorCode: Type.Enum(Object.keys(ERRORS) as (keyof typeof ERRORS)[])
}

/** Requests and answers as they are on the wire. */
export type Wire = { [Name in keyof typeof SCHEMAS]: Static<(typeof SCHEMAS)[Name]> }
