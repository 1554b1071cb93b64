/**
 * The words of a text as the keyword index knows them: small letters, accents folded, plurals as singulars. What is written together is found
 * whole and by its parts, however it is joined: `PL/SQL` gives `plsql`, `pl` and `sql`, `MAX_QUEUE` gives `maxqueue`, `max` and `queue`. `C++`,
 * `C#` and `.NET` keep what makes them names. Repetitions stay.
 */
export function wordsOf (text: string): string[] {
  return Array.from(folded(text).matchAll(RUN), ([run]) => run).flatMap(wordsOfRun)
}

/** Letters and digits with what may join them. */
const RUN = /[\p{L}\p{N}.+#_'&/@-]+/gu
const HAS_WORD = /[\p{L}\p{N}]/u
/** Between parts; a plus or a sharp belongs to the part that it ends. */
const JOINT = /[._&/@-]+|[+#]+(?=[\p{L}\p{N}])/u
const POSSESSIVE = /'s(?![\p{L}\p{N}])/gu
/** `.net`, and not the second of two dots. */
const LEADING_DOT = /^\.(?=\p{L})/u
/** Of more parts, such as a path, only the parts are words. */
const MOST_PARTS = 5
/** Longer ones are keys and encoded bytes, which nobody types. */
const LONGEST_WORD = 50

function wordsOfRun (run: string): string[] {
  const plain = run.replace(POSSESSIVE, '').replaceAll("'", '')
  const parts = plain.split(JOINT).filter(part => HAS_WORD.test(part))
  if (parts.length === 0) return []
  const whole = (LEADING_DOT.test(plain) ? '.' : '') + parts.join('')
  const words = whole === parts[0] ? parts : parts.length > MOST_PARTS ? parts : [whole, ...parts]
  return words.filter(word => word.length <= LONGEST_WORD).map(singular)
}

/** Letters that no decomposition takes apart. */
const PLAIN_LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', '’': "'" }
const SPECIAL = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'g')

function folded (text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(SPECIAL, letter => PLAIN_LETTERS[letter]!)
}

/** Plurals only, after the S-stemmer (Harman, How Effective Is Suffixing?, JASIS 42, 1991): names and codes stay apart. */
function singular (word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word)) return word
  if (/[a-z][^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word
}
