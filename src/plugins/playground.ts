import type { FastifyStaticOptions } from '@fastify/static'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { fileURLToPath } from 'node:url'

export interface PlaygroundOptions {
  /** Where the page and its files are. */
  publicDir: URL
  /** Where `client.js` and its types are. */
  clientDir: URL
}

const CLIENT = ['client.js', 'client.d.ts']
/** Other sites import it: a visitor of theirs fetches it once, and a new one is there soon after an update. */
const CLIENT_CACHE = 'public, max-age=600'

/**
 * The page at `/` and its files: 200 from the first moment, whatever query string the platform adds. Asked for anew each time, and a 304 where nothing changed.
 * Beside them the client, for pages without a bundler.
 */
export async function playgroundPlugin (app: FastifyInstance, { publicDir, clientDir }: PlaygroundOptions): Promise<void> {
  await app.register(async page => {
    page.addHook('onRoute', route => { route.config = { ...route.config, open: true } })
    const setHeaders: FastifyStaticOptions['setHeaders'] = (reply, path) => {
      reply.header('cache-control', CLIENT.some(name => path.endsWith(`/${name}`)) ? CLIENT_CACHE : 'no-cache')
      // By its ending alone it would be a film.
      if (path.endsWith('.d.ts')) reply.type('text/plain; charset=utf-8')
    }
    // Without a wildcard only the files that are there are routes, and every other path gets the one shape of a 404.
    await page.register(fastifyStatic, { root: publicDir, wildcard: false, cacheControl: false, setHeaders })
    for (const name of CLIENT) page.get(`/${name}`, { schema: { hide: true } }, async (_, reply) => await reply.sendFile(name, fileURLToPath(clientDir)))
  })
}
