import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export interface PlaygroundOptions {
  /** Where the page and its files are. */
  publicDir: URL
  /** Where `client.js` and its types are. */
  clientDir: URL
}

const PAGE = 'index.html'
const CLIENT = ['client.js', 'client.d.ts']
/** Other sites import it: a visitor of theirs fetches it once, and a new one is there soon after an update. */
const CLIENT_CACHE = 'public, max-age=600'

interface ServedFile { url: string, name: string, folder: URL, cache: string }

/**
 * The page at `/` and its files: 200 from the first moment, whatever query string the platform adds. Asked for anew each time, and a 304 where nothing changed.
 * Beside them the client, for pages without a bundler. Only the files that are there are routes, and every other path gets the one shape of a 404.
 */
export async function playgroundPlugin (app: FastifyInstance, { publicDir, clientDir }: PlaygroundOptions): Promise<void> {
  const names = await readdir(publicDir)
  const files: ServedFile[] = [
    { url: '/', name: PAGE, folder: publicDir, cache: 'no-cache' },
    ...names.map(name => ({ url: `/${name}`, name, folder: publicDir, cache: 'no-cache' })),
    ...CLIENT.map(name => ({ url: `/${name}`, name, folder: clientDir, cache: CLIENT_CACHE }))
  ]
  for (const file of files) app.get(file.url, { config: { open: true }, schema: { hide: true } }, async (request, reply) => await serve(file, request, reply))
}

/** What reads files is loaded for the first one: a start does without. */
async function serve ({ name, folder, cache }: ServedFile, { raw }: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { default: send } = await import('@fastify/send')
  const { type, statusCode, headers, stream } = await send(raw, `/${name}`, { root: fileURLToPath(folder), cacheControl: false })
  if (type === 'error') return reply.callNotFound()
  reply.code(statusCode).headers(headers).header('cache-control', cache)
  // By its ending alone it would be a film.
  if (name.endsWith('.d.ts')) reply.type('text/plain; charset=utf-8')
  return reply.send(stream)
}
