import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { checkDocker } from './docker.ts'
import type { Page } from './markdown.ts'
import { readPage } from './markdown.ts'

/** @returns a line for each link of the page that leads nowhere in the project; links to elsewhere are only read */
export function brokenLinks ({ path, links, anchors }: Page): string[] {
  return links.flatMap(({ line, url }) => {
    if (/^[a-z]+:/.test(url)) return URL.canParse(url) ? [] : [`${path}:${line} ${url} is no address`]
    const [file = '', anchor] = url.split('#')
    const target = file === '' ? path : normalize(join(dirname(path), file))
    if (target.startsWith('..')) return [`${path}:${line} ${url} leads out of the project`]
    if (!existsSync(target)) return [`${path}:${line} ${url}: there is no ${target}`]
    if (anchor === undefined) return []
    const known = target === path ? anchors : readPage(target).anchors
    return known.has(anchor) ? [] : [`${path}:${line} ${url}: ${target} has no heading for #${anchor}`]
  })
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const OWN_COMMANDS = ['start', 'test']
const NPM_COMMANDS = ['ci', 'install', 'run']

/** @returns a line for each command within a sentence that names what the project does not have */
export function unknownCommands ({ path, inline }: Page): string[] {
  return inline.flatMap(({ line, code }) => problemsOf(code).map(problem => `${path}:${line} \`${code}\`: ${problem}`))
}

function problemsOf (code: string): string[] {
  const [program, ...words] = code.split(/\s+/)
  const [command = '', script = ''] = words.filter(word => !word.startsWith('-'))
  switch (program) {
    case 'npm':
      if (OWN_COMMANDS.includes(command)) return command in scripts ? [] : [`package.json has no script ${command}`]
      if (!NPM_COMMANDS.includes(command)) return command === '' ? [] : [`npm ${command} is not expected here`]
      return command !== 'run' || script in scripts || script === '…' ? [] : [`package.json has no script ${script}`]
    case 'node': return command === '' || command.endsWith('.js') || existsSync(command) ? [] : [`there is no ${command}`]
    case 'docker': return checkDocker(code)
    default: return []
  }
}
