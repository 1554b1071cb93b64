import { readFileSync } from 'node:fs'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const imageCheck = readFileSync('scripts/image-check.mjs', 'utf8')
const [, PORT = ''] = /^EXPOSE (\d+)$/m.exec(dockerfile)!
const WORKDIR = [...dockerfile.matchAll(/^WORKDIR (\S+)$/gm)].at(-1)![1]!

/** Options that take a word of their own. */
const WITH_VALUE = ['-p', '-v', '-e', '-t', '-f', '--name', '--restart']
const PLAIN = ['-d', '--rm']

/** What does not agree with the Dockerfile and with how scripts/image-check.mjs builds and runs the image, a line each. */
export function checkDocker (code: string): string[] {
  const built = [...code.matchAll(/docker build .*-t (\S+)/g)].map(match => match[1]!)
  const problems: string[] = []
  for (const line of code.replaceAll('\\\n', ' ').split('\n').filter(line => line.startsWith('docker '))) {
    const { command, options, rest } = read(line)
    if (command === 'build') problems.push(...rest.join() === '.' && !('-f' in options) ? [] : [`${line}: the Dockerfile is ./Dockerfile`])
    else if (command === 'run') problems.push(...problemsOfRun(options, rest, built).map(problem => `${line}: ${problem}`))
    else problems.push(`${line}: not checked by this test`)
  }
  return problems
}

function problemsOfRun (options: Record<string, string>, [image = '', ...more]: string[], built: string[]): string[] {
  const problems = Object.entries(options).flatMap(([name, value]) => {
    switch (name) {
      case '-p': return value.endsWith(`:${PORT}`) ? [] : [`the container listens on ${PORT}`]
      case '-v': return value.includes(`:${WORKDIR}/data:ro`) ? [] : [`the corpora are in ${WORKDIR}/data and only read`]
      default: return [...WITH_VALUE, ...PLAIN].includes(name) || isChecked(name, value) ? [] : [`scripts/image-check.mjs does not try ${name}`]
    }
  })
  if (!('-p' in options)) problems.push('no port is published')
  if (more.length > 0 || (built.length > 0 && !built.includes(image))) problems.push(`runs ${image} ${more.join(' ')}, builds ${built.join()}`)
  return problems
}

/** `--read-only`, `--cap-drop=ALL` as they stand there; the memory by its number. */
function isChecked (name: string, value: string): boolean {
  if (name === '--memory') return value === `${/MEMORY_MB = (\d+)/.exec(imageCheck)![1]}m`
  return imageCheck.includes(`'${value === '' ? name : `${name}=${value}`}'`)
}

function read (line: string): { command: string, options: Record<string, string>, rest: string[] } {
  const [, command = '', ...words] = line.trim().split(/\s+/)
  const options: Record<string, string> = {}
  while (words[0]?.startsWith('-') === true) {
    const [name = '', value] = words.shift()!.split(/=(.*)/, 2)
    options[name] = value ?? (WITH_VALUE.includes(name) ? words.shift()! : '')
  }
  return { command, options, rest: words }
}
