import { build } from 'esbuild'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Block } from './markdown.ts'
import type { Place } from './place.ts'
import type { Context, Ran } from './runners.ts'

const harness = (name: string) => new URL(`browserless/${name}`, import.meta.url).pathname

/** A module in Node. One that works on a document gets that of the HTML before it, and a service that is waking up. */
export async function runScript ({ code, file, line }: Block, { place, blocks, index }: Context): Promise<Ran> {
  const path = await place.write(file ?? `block-${line}.mjs`, place.here(code))
  const before = blocks[index - 1]
  if (/\bdocument\b/.test(code)) return await inDocument(place, path, before?.language === 'html' ? before.code : '')
  if (place.here(code) !== code) await place.serve()
  return await script(place, [path], /console\.log/.test(code))
}

async function script (place: Place, args: string[], prints: boolean, environment: Record<string, string> = {}): Promise<Ran> {
  const { status, stdout, stderr } = await place.run(process.execPath, args, environment)
  if (status !== 0) throw new Error(`exit code ${status}\n${stdout}${stderr}`)
  if ((prints && stdout.trim() === '') || /undefined|NaN|\[object/.test(stdout)) throw new Error(`prints: ${stdout}`)
  return { stdout }
}

/** For this run the service's address is that of a front that answers as a platform does while it wakes a service. */
async function inDocument (place: Place, path: string, html: string): Promise<Ran> {
  await place.serve()
  const { url, close } = await wakingFront(place)
  try {
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(`http://127.0.0.1:${place.port}`, url))
    return await script(place, [harness('document.mjs'), path], true, { PLACE_HTML: html })
  } finally {
    close()
  }
}

/** Answers first with a page of its own, then passes on. */
async function wakingFront (place: Place): Promise<{ url: string, close: () => void }> {
  let asleep = true
  const server = createServer(async (request, response) => {
    if (asleep) {
      asleep = false
      return response.writeHead(503, { 'content-type': 'text/html', 'retry-after': '1' }).end('<h1>Starting</h1>')
    }
    const chunks = await request.toArray() as Buffer[]
    const answer = await fetch(`http://127.0.0.1:${place.port}${request.url}`, { method: request.method!, headers: { 'content-type': 'application/json' }, body: Buffer.concat(chunks) })
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => { server.close().closeAllConnections() } }
}

/** A route handler of Next.js: called with requests. */
export async function runHandler ({ code, file }: Block, { place }: Context): Promise<Ran> {
  if (file === undefined) throw new Error('has no file name after the language')
  await place.serve()
  await place.write(file, place.here(code))
  return await bundled(place, `import * as handler from './${file}'\nimport { checkHandler } from '${harness('next.mjs')}'\nawait checkHandler(handler)`)
}

/** A client component: rendered in a document, where it calls the route handler that the page has shown. */
export async function runComponent ({ code, file }: Block, { place, blocks }: Context): Promise<Ran> {
  const handler = blocks.find(block => block.language === 'ts')?.file
  if (file === undefined || handler === undefined) throw new Error('has no file name after the language, or no route handler before it')
  await place.write(file, code)
  return await bundled(place, `import { site } from '${harness('next.mjs')}'
    import Component from './${file}'
    import * as handler from './${handler}'
    import { createElement } from 'react'
    import { createRoot } from 'react-dom/client'
    await site(handler, root => createRoot(root).render(createElement(Component)))`)
}

async function bundled (place: Place, entry: string): Promise<Ran> {
  const outfile = join(place.folder, 'bundled.mjs')
  const { warnings } = await build({
    stdin: { contents: entry, resolveDir: place.folder },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    external: ['jsdom'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'silent'
  })
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'))
  return await script(place, [outfile], true)
}
