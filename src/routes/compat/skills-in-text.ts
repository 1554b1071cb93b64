import { splitSkills } from '../../matching/skills/split.ts'
import { wordsOf } from '../../matching/skills/words.ts'

/** A longer piece between commas is rather a part of a sentence. */
const LONGEST_NAME = 3

/** The skills that a text names: its pieces where it is a list of short names, and those of the `wanted` ones whose words stand in it. */
export function skillsInText (text: string, wanted: readonly string[]): string[] {
  const pieces = splitSkills(text)
  const isList = pieces.length > 1 && pieces.every(piece => wordsOf(piece).length <= LONGEST_NAME)
  const words = spaced(text)
  return splitSkills([...isList ? pieces : [], ...wanted.filter(skill => words.includes(spaced(skill)) && spaced(skill).trim() !== '')])
}

const spaced = (text: string): string => ` ${text.split(/[\s,;|]+/).flatMap(wordsOf).join(' ')} `
