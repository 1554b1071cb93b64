import { matchProblems } from './answers.ts'
import type { Block } from './markdown.ts'
import { initGit } from './place.ts'
import type { Context, Ran } from './runners.ts'
import { fail } from './runners.ts'

/**
 * What stands for a command that would install again what is there, run these tests within themselves, or serve for ever. An HTTP error fails, and each
 * answer of curl ends its line.
 */
const STAND_INS = `
npm () {
  case "$*" in
    ci) command npm ci --dry-run --offline --loglevel=error ;;
    test|'run lint') command npm pkg get "scripts.\${2:-$1}" | grep -qE 'eslint|tap' ;;
    start|'run dev') node "$PLACE_SERVE" npm "$@" ;;
    *) command npm "$@" ;;
  esac
}
curl () { command curl --fail-with-body "$@"; echo; }
`

/** Runs in bash, which ends at the first command that fails. */
export async function runShell ({ code }: Block, { place }: Context): Promise<Ran> {
  if (/^git /m.test(code)) await initGit(place)
  const here = place.here(code)
  if (here !== code) await place.serve()
  const { status, stdout, stderr } = await place.run('bash', ['-ec', `set -o pipefail\n${STAND_INS}\n${here}`])
  if (status !== 0) throw new Error(`exit code ${status}\n${stdout}${stderr}`)
  const answers = here === code ? [] : stdout.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line) as unknown)
  const keepsAnswer = / -o \S/.test(code)
  if (here !== code && !keepsAnswer && stdout.trim() === '') throw new Error('no answer')
  fail(matchProblems(code, answers))
  if (code.includes('git push')) await checkPushed(place)
  return { stdout, answers }
}

/** The Space has what is committed here, which is all that its build gets. */
async function checkPushed (place: Context['place']): Promise<void> {
  const { status, stdout, stderr } = await place.run('bash', ['-ec', `git rev-parse HEAD "$(git --git-dir "${place.space}" rev-parse main)"; git --git-dir "${place.space}" ls-tree -r --name-only main`])
  const [here, there, ...files] = stdout.trim().split('\n')
  const missing = ['Dockerfile', 'README.md', 'package-lock.json', 'data/mentors.jsonl', 'data/mentors.safetensors'].filter(file => !files.includes(file))
  if (status !== 0 || here !== there || missing.length > 0) throw new Error(`pushed ${there}, not ${here}, without ${missing.join(', ') || 'nothing'}\n${stderr}`)
}
