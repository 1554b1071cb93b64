import { writeSync } from 'node:fs'
import { createFileStore } from '../../src/corpus/file-store.ts'
import type { ModelInfo } from '../../src/matching/ports.ts'
import { changesOf } from './numbered-changes.ts'

/** Changes a corpus over and over until it is killed, and says the number of each change that was acknowledged. */
const [dataDir, model, first] = process.argv.slice(2)
const store = createFileStore(dataDir!, undefined)
await store.discover()
await store.load([JSON.parse(model!) as ModelInfo])
writeSync(1, 'ready\n')
for (let number = Number(first); ; number++) {
  const writer = await store.write('x')
  const { rows, removed } = changesOf(number)
  await writer.upsert(rows)
  await writer.remove({ ids: removed })
  await writer.commit()
  writeSync(1, `${number}\n`)
}
