import type { FastifyReply } from 'fastify'
import type { Matcher, Matches, MatchQuery } from '../../matching/matcher.ts'
import { clientSignal } from '../../plugins/client-signal.ts'
import { serverTiming } from '../match.ts'

/** Matches one text. What a caller should know of it goes into headers, because the bodies of the contracts have no place for it. */
export async function nearest (matcher: Matcher, query: Omit<MatchQuery, 'offset'>, reply: FastifyReply): Promise<Matches> {
  const { results: [found], timings } = await matcher.match({ ...query, offset: 0 }, clientSignal(reply))
  reply.header('cache-control', 'no-store').header('server-timing', serverTiming(timings))
  warn(reply, found!.warnings.map(({ message }) => message))
  return found!
}

/** Adds sentences to the header `X-Kindred-Warning`, which holds ASCII only. */
export function warn (reply: FastifyReply, sentences: readonly string[]): void {
  const before = reply.getHeader('x-kindred-warning')
  const all = [...before === undefined ? [] : [String(before)], ...sentences].join(' ')
  if (all !== '') reply.header('x-kindred-warning', all.replace(/[^ -~]/g, '?'))
}
