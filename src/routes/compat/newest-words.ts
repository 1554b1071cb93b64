/** A longer word is cut like any other text. */
const LONGEST_WORD = 50

/** The end of a text, of at most so many characters, begun with a whole word where there is one near. The text itself where it fits. */
export function newestWords (text: string, most: number): string {
  if (text.length <= most) return text
  const characters = Array.from(text)
  if (characters.length <= most) return text
  const end = characters.slice(-most).join('')
  const cutsWord = /\S/.test(characters.at(-most - 1)!)
  return (cutsWord ? end.replace(new RegExp(`^\\S{1,${LONGEST_WORD}}\\s+(?=\\S)`), '') : end).trimStart()
}
