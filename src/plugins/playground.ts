import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The page at `/` and its files: 200 from the first moment, whatever query string the platform adds. Asked for anew each time, and a 304 where nothing changed. */
export async function playgroundPlugin (app: FastifyInstance, { publicDir }: { publicDir: URL }): Promise<void> {
  await app.register(async page => {
    page.addHook('onRoute', route => { route.config = { ...route.config, open: true } })
    // Without a wildcard only the files that are there are routes, and every other path gets the one shape of a 404.
    await page.register(fastifyStatic, { root: publicDir, wildcard: false, cacheControl: false, setHeaders: reply => reply.header('cache-control', 'no-cache') })
  })
}
