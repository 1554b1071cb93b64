import type { Mode } from '../matching/arrange.ts'
import { MODES } from '../matching/arrange.ts'
import { didYouMean } from '../suggest.ts'
import { UsageError } from './args.ts'

/** @throws UsageError where the text is no mode */
export function modeOption (text: string): Mode {
  const mode = MODES.find(name => name === text)
  if (mode === undefined) throw new UsageError(`There is no mode "${text}".${didYouMean(text, MODES) || ` There are ${MODES.join(', ')}.`}`)
  return mode
}
