import { wordsOf } from './words.ts'
import { CARE } from './aliases/care.ts'
import { DATA } from './aliases/data.ts'
import { OFFICE } from './aliases/office.ts'
import { OTHER } from './aliases/other.ts'
import { SOFTWARE } from './aliases/software.ts'
import { TRADES } from './aliases/trades.ts'

export interface AliasGroup {
  name: string
  /** The name and its aliases. */
  names: string[]
  /** What kind of thing it is, `JavaScript testing`; blank where that says nothing. */
  section: string
  /** Of software or data, where names carry versions. */
  technical: boolean
}

/**
 * The groups of an area. A line is `name: alias, alias` or a name alone, a line with `#` begins a section.
 * Words in brackets may be left out: `(Microsoft) Excel` stands for `Microsoft Excel` and `Excel`.
 */
export function parseAliases (area: string, technical: boolean): AliasGroup[] {
  const groups: AliasGroup[] = []
  let section = ''
  for (const line of area.split('\n').map(line => line.trim()).filter(line => line !== '')) {
    if (line.startsWith('#')) {
      section = line.slice(1).trim()
      continue
    }
    const names = line.split(/[:,]\s+/).flatMap(withAndWithout)
    groups.push({ name: names[0]!, names, section, technical })
  }
  return groups
}

function withAndWithout (name: string): string[] {
  return name.includes('(') ? [name.replace(/\([^)]*\)\s*/g, '').trim(), name.replace(/[()]/g, '')] : [name]
}

/** A name as it is compared: its words without the spaces between them, so that `Spring Boot` is `SpringBoot`. */
export function compactKey (name: string): string {
  return wordsOf(name).join('')
}

interface AliasTable {
  groups: readonly AliasGroup[]
  byKey: ReadonlyMap<string, AliasGroup>
  /** Every word of a name or alias. */
  words: ReadonlySet<string>
}

let made: AliasTable | undefined

/** Made when it is first asked for, so that a start does not wait for it. */
export function aliasTable (): AliasTable {
  made ??= makeTable()
  return made
}

function makeTable (): AliasTable {
  const groups = [
    ...[SOFTWARE, DATA].flatMap(area => parseAliases(area, true)),
    ...[OFFICE, TRADES, CARE, OTHER].flatMap(area => parseAliases(area, false))
  ]
  const names = groups.flatMap(group => group.names.map(name => ({ group, words: wordsOf(name) })))
  return { groups, byKey: new Map(names.map(({ group, words }) => [words.join(''), group])), words: new Set(names.flatMap(({ words }) => words)) }
}

/** The skill that has this compact key as a name or an alias. */
export function groupOfKey (key: string): AliasGroup | undefined {
  return aliasTable().byKey.get(key)
}
