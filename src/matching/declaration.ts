import type { Problem } from '../errors.ts'
import { InvalidRequestError, ModelNotFoundError } from '../errors.ts'
import type { ModelInfo } from './ports.ts'
import type { CorpusDeclaration } from './writing.ts'

/** As it comes over the wire. */
export interface Declared { template?: string | string[], model?: string, dimensions?: number }

const FIELD = /\{[^{}]+\}/

/**
 * How the vectors of a corpus are made that is declared so.
 *
 * @param models those that are here
 * @throws InvalidRequestError where it does not say enough, ModelNotFoundError where texts are to be embedded by a model that is not here
 */
export function declarationOf ({ template: given, model: wanted, dimensions }: Declared, models: readonly ModelInfo[], defaultModel: () => string): CorpusDeclaration {
  const template = given === undefined ? [] : [given].flat()
  const id = wanted ?? (template.length > 0 ? defaultModel() : undefined)
  const model = models.find(model => model.id === id)
  if (template.length > 0 && model === undefined) throw new ModelNotFoundError(id!, models.map(({ id }) => id))
  const problems = [
    ...template.flatMap((part): Problem[] => FIELD.test(part) ? [] : [{ path: 'template', message: 'template names no field; write it like "{title} {content}".' }]),
    ...model !== undefined && dimensions !== undefined && dimensions !== model.dimensions ? [{ path: 'dimensions', message: `The vectors of ${model.id} have ${model.dimensions} dimensions.` }] : [],
    ...model === undefined && dimensions === undefined ? [{ path: '', message: 'Say "template", which texts of an item are embedded, or "dimensions", for items that bring their vectors.' }] : []
  ]
  if (problems.length > 0) throw new InvalidRequestError(problems)
  return { dimensions: model?.dimensions ?? dimensions!, model: id === undefined ? null : { id, sha256: model?.sha256 }, template }
}
