/** The parts of `@xenova/transformers` that are used, imported from their own file: its whole module costs 45 MB of memory, the tokenizers 25. */
declare module '@xenova/transformers/src/tokenizers.js' {
  export class PreTrainedTokenizer {
    /** @param json `tokenizer.json`; @param config `tokenizer_config.json`, or an empty object */
    constructor (json: object, config: object)
    /** Token ids with the special tokens of the model. */
    encode (text: string): number[]
  }
  export const AutoTokenizer: { TOKENIZER_CLASS_MAPPING: Record<string, typeof PreTrainedTokenizer> }
}
