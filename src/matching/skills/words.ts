/** British spellings and others of the same word, by the form they are compared in. The form is a key and need not be a word. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)[ao]e(?=...)|[ao]e(?=....)/g, 'e'],
  [/(?<=\w{3}|od)our(?=$|s$|ed|ing|al|er|ist|ful|ite|able|hood|y)/, 'or'],
  [/(?<=\w{3})is(?=(?:e|ed|er|ing|ation|ational)s?$)/, 'iz'],
  [/(?<=[ay]l)ys(?=(?:e|ed|er|ing)$)/, 'yz'],
  [/aluminium/, 'aluminum'],
  [/(?<=lic|def|off)enc(?=e|ing)/, 'ens'],
  [/practis/, 'practic'],
  [/(?<=progra)mme(?=s?$)/, 'm'],
  [/(?<=cent|theat|met|lit|fib|calib)re(?=s?$)/, 'er'],
  [/(?<=catal|dial|anal|mon)ogu(?:e|(?=ing))/, 'og'],
  [/(?<=label|model|travel|counsel|signal|channel|level|panel|tunnel|cancel|fuel|dial|enamel|bevel|stencil|chisel|metal|total|jewel)l(?=ing|ed|er|or)/, ''],
  [/jewelery/, 'jewelry'],
  [/(?<=enro|fulfi|instal)l(?=ment)/, ''],
  [/(?<=enro|fulfi|insta)ll(?=ment)/, 'l'],
  [/tyre/, 'tire'], [/mould/, 'mold'], [/plough/, 'plow'], [/grey/, 'gray'], [/cheque/, 'check'], [/draught/, 'draft'],
  [/manoeuv(?:re|er)/, 'maneuver'], [/artefact/, 'artifact'], [/ageing/, 'aging'], [/judgement/, 'judgment'], [/sulph/, 'sulf'],
  [/carburettor/, 'carburetor'], [/maths$/, 'math'], [/kerb/, 'curb'], [/yoghurt/, 'yogurt'], [/sceptic/, 'skeptic']
]

/** Most words are spelled one way; asking once spares them all the patterns. */
const ANY_SPELLING = new RegExp(SPELLINGS.map(([pattern]) => pattern.source).join('|'))

/** Names that only look like plurals, beside which stands another word without the s. */
const NO_PLURALS = new Set(['windows', 'rails', 'pandas', 'teams', 'sheets', 'slides', 'forms', 'canvas'])

/** Longer texts are sentences, not names, and are compared as they are. */
export const LONGEST_NAME = 100

/** The words of a name in the form in which they are compared: lower case, without accents and punctuation, American spelling, singular. */
export function wordsOf (name: string): string[] {
  if (name.length > LONGEST_NAME) return [name.trim().toLowerCase()]
  return fold(name).split(/[\s\-‐-―_/\\:,;()[\]{}]+/).map(plainWord).filter(word => word !== '')
}

function fold (name: string): string {
  return name.normalize('NFKD').replace(/[\u0300-\u036f'’‘`´]/g, '').toLowerCase().replace(/(?<=\p{L})\s(?=(?:\+\+|#)(?:\s|$))/u, '').replace(/(?<=\s)&(?=\s)|(?<=\p{L}{3})&(?=\p{L}{3})/gu, ' and ')
}

/** `.NET`, `C++` and `C#` keep what makes them names; all other punctuation goes. */
function plainWord (word: string): string {
  const letters = /^[a-z0-9]+$/.test(word) ? word : word.replace(/[^\p{L}\p{N}\p{M}.+#]/gu, '').replace(/(?<!^)\.|\.(?!\p{L})/gu, '').replace(/^[+#]+/, '')
  return singular(ANY_SPELLING.test(letters) ? SPELLINGS.reduce((spelled, [pattern, form]) => spelled.replace(pattern, form), letters) : letters)
}

function singular (word: string): string {
  if (word.length < 5 || NO_PLURALS.has(word)) return word
  if (/(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2)
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  return /[^sui]s$/.test(word) && !word.endsWith('ics') ? word.slice(0, -1) : word
}
