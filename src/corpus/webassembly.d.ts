/** What is used of WebAssembly here, which TypeScript knows as a part of browsers only. */
declare namespace WebAssembly {
  class Module { constructor (bytes: Uint8Array) }
  class Instance { constructor (module: Module, imports: Record<string, Record<string, unknown>>); readonly exports: unknown }
  class Memory { constructor (descriptor: { initial: number }); readonly buffer: ArrayBuffer }
}
