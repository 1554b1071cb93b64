import { readFile } from 'node:fs/promises'
import { transform } from 'esbuild'

/** Takes the types out of TypeScript, in a fraction of the time that the compiler takes; `npm run lint` checks them. */
export async function load (url, context, next) {
  if (!url.startsWith('file:') || !new URL(url).pathname.endsWith('.ts')) return await next(url, context)
  const { code } = await transform(await readFile(new URL(url), 'utf8'), { loader: 'ts', format: 'esm', target: 'esnext', sourcemap: 'inline', sourcefile: url })
  return { format: 'module', source: code, shortCircuit: true }
}
