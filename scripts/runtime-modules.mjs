// node scripts/runtime-modules.mjs <folder>: copies the part of node_modules that dist/ needs to run on this platform, and nothing else.
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AT_RUN_TIME } from './externals.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const target = process.argv[2]
if (target === undefined) throw new Error('Say into which folder.')

/** Packages that only an install script or the types of another one need. */
const NOT_LOADED = ['adm-zip', 'global-agent', 'openapi-types']
/** What a package has for those who read it, test it or build with it. Folders at its top only: deeper ones of that name hold code. */
const NOT_CODE = /^(\.github|benchmarks?|docs|examples?|tests?)$|^test\.js$|\.(map|markdown|md|[cm]?ts)$/i
/** More of that, by the package's name. */
const LEFT_OUT = {
  '@fastify/swagger-ui': ['static/swagger-ui.js'], // its page takes swagger-ui-bundle.js
  'onnxruntime-common': ['dist/esm', 'lib'],
  'onnxruntime-node': ['lib', 'script'],
  yaml: ['browser']
}

const isOfThisPlatform = path => {
  const [, platform, arch] = /^bin\/napi-v\d+\/(\w+)(?:\/(\w+))?/.exec(path) ?? []
  return platform === undefined || (platform === process.platform && (arch ?? process.arch) === process.arch)
}

/** Where `require(name)` from `folder` finds the package. */
function locate (name, folder) {
  const found = join(folder, 'node_modules', name)
  if (existsSync(join(found, 'package.json'))) return found
  if (folder === root) throw new Error(`${name} is not installed.`)
  return locate(name, dirname(folder))
}

const copied = new Set()
function copy (name, dependent) {
  const folder = locate(name, dependent)
  if (copied.has(folder)) return
  copied.add(folder)
  const leftOut = ['node_modules', ...LEFT_OUT[name] ?? []]
  const isNeeded = path => !leftOut.includes(path) && !NOT_CODE.test(path) && (name !== 'onnxruntime-node' || isOfThisPlatform(path))
  cpSync(folder, join(target, relative(join(root, 'node_modules'), folder)), { recursive: true, filter: path => isNeeded(relative(folder, path)) })
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) if (!NOT_LOADED.includes(dependency)) copy(dependency, folder)
}

for (const name of AT_RUN_TIME) copy(name, root)
