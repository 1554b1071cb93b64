/** A sentence and where it stands: in UTF-16 code units, as texts are indexed in JavaScript. */
export interface Sentence { text: string, start: number, end: number }

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' })

/** After these a capital goes on with the sentence: titles, and abbreviations that stand within one. */
const BEFORE_NAMES = /(?:^|[\s("'‘“[])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|Sra?|Hon|Gov|Gen|Col|Capt|Lt|Sgt|Sen|Ste?|Mt|Ft|vs|cf|ca|approx|e\.g|i\.e|viz|et al)\.$/i
/** And after these a number does. */
const BEFORE_NUMBERS = /(?:^|[\s("'‘“[])(?:Nos?|Nr|fig|vol|pp?|ch|art|sec|[ap]\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$/i
/** An initial, as in "J. Smith". The pronoun "I" ends sentences too, and so does a mark or a plan that is called by a letter. */
const INITIAL = /(?<!\b(?:[Aa]n?|[Gg]rade|[Pp]lan|[Oo]ption|[Vv]itamin|[Hh]epatitis) )(?<=^|[\s("'‘“[.])(?!I\.)\p{Lu}\.$/u
const STARTS_SMALL = /^["'‘“([]*\p{Ll}/u
const STARTS_WITH_DIGIT = /^\d/
const ONLY_CLOSES = /^[\s"'’”)\]»]+$/
const ENDS_LINE = /\n\s*\n\s*$/
/** The number of a list. */
const NUMBERED = /^\s*(?:\d{1,3}|\p{L})[.)]\s*$/u

/**
 * Cuts a text into sentences: those of Unicode's rules (UAX #29), mended where these cut after an abbreviation, an initial, the number of a list, or a
 * question within a sentence ("Why?" she said), or before the quotation mark that closes.
 */
export function sentencesOf (text: string): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  let open = ''
  for (const { segment, index } of SEGMENTER.segment(text)) {
    if (open !== '' && !goesOn(open, segment)) {
      push(sentences, text, start, index)
      open = ''
    }
    if (open === '') start = index
    open += segment
  }
  if (open !== '') push(sentences, text, start, text.length)
  return sentences
}

function goesOn (before: string, after: string): boolean {
  if (ONLY_CLOSES.test(after)) return true
  if (ENDS_LINE.test(before)) return false
  const trimmed = before.trimEnd()
  if (NUMBERED.test(before) || BEFORE_NAMES.test(trimmed) || INITIAL.test(trimmed)) return true
  return STARTS_SMALL.test(after) || (STARTS_WITH_DIGIT.test(after) && BEFORE_NUMBERS.test(trimmed))
}

/** Without the white space around it; white space alone is no sentence. */
function push (sentences: Sentence[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to)
  const start = from + raw.length - raw.trimStart().length
  const sentence = raw.trim()
  if (sentence !== '') sentences.push({ text: sentence, start, end: start + sentence.length })
}
