import type { Embedding, Kept } from '../matching/ports.ts'

export interface TextRequest { model: string, text: string, keep?: Kept | undefined }

/** What a request is known by in memory. */
export type KeyOf = (request: TextRequest) => string

export interface TextOptions {
  signal?: AbortSignal | undefined
  /** Characters of all texts of the request that this one belongs to; a smaller request goes first. */
  requestLength?: number
  /** Comes after all others, and is not kept. */
  bulk?: boolean | undefined
}

/** Embeds one text. The queue does it; the cache and the sharing of equal calls are wrappers with the same signature. */
export type EmbedText = (request: TextRequest, options?: TextOptions) => Promise<Embedding>
