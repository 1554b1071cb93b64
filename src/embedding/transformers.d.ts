/** The parts of `@xenova/transformers` that are used, imported from their own files: its whole module costs 45 MB of memory, the tokenizers 25. */
declare module '@xenova/transformers/src/tokenizers.js' {
  export interface Tokenizer {
    /** Token ids with the special tokens of the model. */
    encode (text: string): number[]
  }
  export const AutoTokenizer: { from_pretrained (id: string, options: { local_files_only: boolean }): Promise<Tokenizer> }
}

declare module '@xenova/transformers/src/env.js' {
  export const env: { localModelPath: string, allowRemoteModels: boolean, allowLocalModels: boolean, useFSCache: boolean, useBrowserCache: boolean }
}
