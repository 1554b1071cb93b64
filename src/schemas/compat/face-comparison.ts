import * as Type from 'typebox'

const face = (description: string) => Type.Array(Type.Number(), { minItems: 1, maxItems: 16_000, description })

/** `POST /compare-faces`. */
export const FacesRequest = Type.Object({
  embedding_a: face('The vector of one face'),
  embedding_b: face('The vector of the other, made by the same model')
}, { additionalProperties: false, examples: [{ embedding_a: [0.12, -0.4, 0.31], embedding_b: [0.1, -0.42, 0.28] }] })
