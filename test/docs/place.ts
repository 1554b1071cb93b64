import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, run } from './processes.ts'
import type { Outcome } from './processes.ts'

/** A copy of the project in which the blocks of a page run, one after the other, as a reader would type them. */
export interface Place {
  folder: string
  port: number
  /** With the addresses of the documentation replaced by the one of this place's service. */
  here: (code: string) => string
  /** Starts the service if no block has. */
  serve: () => Promise<void>
  run: (program: string, args: string[], environment?: Record<string, string>) => Promise<Outcome>
  /** @returns the path */
  write: (file: string, code: string) => Promise<string>
  /** The bare repository that stands for the Space. */
  space: string
  end: () => Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const LEFT_OUT = /^(\.git|\.tap|\.env|coverage|bench|node_modules|models\/.*\/onnx)$/
const ADDRESSES = /https:\/\/your-name-kindred\.hf\.space|(?:http:\/\/)?(?:localhost|127\.0\.0\.1):7860/g
/** The key for writing that the pages show. */
const ADMIN_KEY = 'another-long-random-text'
const SPACE_URL = 'https://huggingface.co/spaces/your-name/kindred'
const AUTHOR = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@localhost', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@localhost', GIT_TERMINAL_PROMPT: '0' }

export async function createPlace (): Promise<Place> {
  const outside = await mkdtemp(join(tmpdir(), 'kindred-docs-'))
  const [folder, space, service] = ['kindred', 'space.git', 'service'].map(name => join(outside, name)) as [string, string, string]
  const port = await freePort()
  await copyProject(folder)
  const environment = {
    ...AUTHOR,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${space}.insteadOf`,
    GIT_CONFIG_VALUE_0: SPACE_URL,
    PLACE_SERVICE: service,
    PLACE_PORT: String(port),
    PLACE_SERVE: join(root, 'test/docs/serve.mjs'),
    ADMIN_KEYS: ADMIN_KEY,
    LOG_LEVEL: 'warn'
  }
  const place: Place = {
    folder,
    port,
    space,
    here: code => code.replace(ADDRESSES, `http://127.0.0.1:${port}`),
    run: async (program, args, more = {}) => await run(program, args, { cwd: folder, env: { ...environment, ...more } }),
    async serve () {
      if (await readFile(service, 'utf8').catch(() => '') !== '') return
      const { status, stderr } = await place.run(process.execPath, [environment.PLACE_SERVE, 'npm', 'start'])
      if (status !== 0) throw new Error(stderr)
    },
    async write (file, code) {
      const path = join(folder, file)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, `${code}\n`)
      return path
    },
    async end () {
      const group = Number(await readFile(service, 'utf8').catch(() => ''))
      if (group > 0) endGroup(group)
      await rm(outside, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  return place
}

function endGroup (group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** All but what is large and only read, which is linked. Times are kept: what is built is then newer than its sources. */
async function copyProject (folder: string): Promise<void> {
  await cp(root, folder, { recursive: true, preserveTimestamps: true, filter: path => !LEFT_OUT.test(path.slice(root.length)) })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const model = 'models/Xenova/all-MiniLM-L6-v2/onnx'
  await symlink(join(root, model), join(folder, model))
}

/** Makes the place a clone, and beside it a repository like that of a new Space, with a first commit of its own. */
export async function initGit (place: Place): Promise<void> {
  const script = `
    if [ -d .git ]; then exit; fi
    git init -q && echo node_modules >> .git/info/exclude && git add -A && git commit -q -m project
    git init -q --bare -b main "${place.space}" && cd "${place.space}"
    git update-ref refs/heads/main "$(git commit-tree "$(git hash-object -w -t tree /dev/null)" -m 'initial commit')"`
  const { status, stderr } = await place.run('bash', ['-ec', script])
  if (status !== 0) throw new Error(stderr)
}
