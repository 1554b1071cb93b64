import type { Problem } from './errors.ts'
import { counted } from './counted.ts'
import { suggest } from './suggest.ts'

/** An error of Ajv or of TypeBox, which have the same shape. */
export interface ValidationError { keyword: string, instancePath: string, params: Record<string, unknown>, message?: string }

/** Keywords that only repeat what other errors say: those of their branches, and `boolean` of TypeBox for a field that is not allowed. */
const WRAPPERS = new Set(['anyOf', 'oneOf', 'if', 'boolean'])

/** A list of a hundred thousand wrong entries is not to keep the service busy with as many sentences. */
const MOST_ERRORS = 100

/**
 * Sentences for what a validator found.
 *
 * @param known names that an unknown field may have been meant to be, by the path of the object it stands in ('' for the outermost)
 */
export function problemsOf (errors: readonly ValidationError[], known: (path: string) => string[]): Problem[] {
  const problems = withoutOtherTypes(errors.slice(0, MOST_ERRORS)).filter(error => !WRAPPERS.has(error.keyword)).map(error => problemOf(error, known))
  return mergeAlternatives(problems)
}

/** A value that has one of several types is wrong for what that type wants; that the others want another type says nothing. */
function withoutOtherTypes (errors: readonly ValidationError[]): ValidationError[] {
  const alternatives = new Set(errors.filter(error => error.keyword === 'anyOf').map(error => error.instancePath))
  const nearer = [...alternatives].filter(path => errors.some(({ keyword, instancePath }) =>
    instancePath.startsWith(`${path}/`) || (instancePath === path && keyword !== 'type' && !WRAPPERS.has(keyword))))
  return errors.filter(error => error.keyword !== 'type' || !nearer.includes(error.instancePath))
}

function problemOf ({ keyword, instancePath, params, message }: ValidationError, known: (path: string) => string[]): Problem {
  const at = instancePath.slice(1).replaceAll('/', '.')
  const name = at === '' ? 'The body' : at
  const problem = (text: string): Problem => ({ path: at, message: `${name} ${text}` })
  switch (keyword) {
    case 'additionalProperties': return unknownField(at, String(params['additionalProperty'] ?? (params['additionalProperties'] as string[] | undefined)?.[0]), known(at))
    case 'required': {
      const missing = String(params['missingProperty'] ?? (params['requiredProperties'] as string[] | undefined)?.[0])
      return { path: join(at, missing), message: `${join(at, missing)} is missing.` }
    }
    case 'type': return problem(`must be ${article(String(params['type']))}.`)
    case 'enum': return problem(`must be one of ${(params['allowedValues'] as unknown[]).join(', ')}.`)
    case 'minimum': return problem(`must be ${String(params['limit'])} or more.`)
    case 'maximum': return problem(`must be ${String(params['limit'])} or less.`)
    case 'minLength': return problem(Number(params['limit']) === 1 ? 'is empty.' : `must have at least ${counted(String(params['limit']), 'character')}.`)
    case 'maxLength': return problem(`must have at most ${counted(String(params['limit']), 'character')}.`)
    case 'pattern': return problem(params['pattern'] === '\\S' ? 'is blank.' : `${message}.`)
    case 'minProperties': return problem('is empty.')
    case 'minItems': return problem(Number(params['limit']) === 1 ? 'is an empty list.' : `must have at least ${counted(String(params['limit']), 'entry', 'entries')}.`)
    case 'maxItems': return problem(`must have at most ${counted(String(params['limit']), 'entry', 'entries')}.`)
    default: return problem(`${message ?? 'is not valid'}.`)
  }
}

function unknownField (at: string, field: string, known: string[]): Problem {
  const meant = suggest(field, known)
  const where = at === '' ? '' : ` in ${at}`
  const hint = meant === undefined ? (known.length === 0 ? '' : ` There are ${known.join(', ')}.`) : ` Did you mean "${meant}"?`
  return { path: join(at, field), message: `There is no field "${field}"${where}.${hint}`, ...meant === undefined ? {} : { did_you_mean: meant } }
}

/** Where a value fits none of several types, a validator reports each: said in one sentence. */
function mergeAlternatives (problems: Problem[]): Problem[] {
  const byPath = new Map<string, Problem[]>()
  for (const problem of problems) byPath.set(problem.path, [...byPath.get(problem.path) ?? [], problem])
  return [...byPath.values()].map(same => {
    const [first] = same as [Problem]
    const alternatives = same.map(problem => / must be (an? .*)\.$/.exec(problem.message)?.[1]).filter(text => text !== undefined)
    if (same.length === 1 || alternatives.length !== same.length) return first
    return { ...first, message: first.message.replace(/ must be .*/, ` must be ${[...new Set(alternatives)].join(' or ')}.`) }
  })
}

const ARTICLES: Record<string, string> = { string: 'a text', array: 'a list', object: 'an object', number: 'a number', integer: 'a whole number', boolean: 'true or false', null: 'null' }
const article = (type: string): string => ARTICLES[type] ?? type
const join = (path: string, name: string): string => path === '' ? name : `${path}.${name}`
