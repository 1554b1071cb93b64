import { spawnSync } from 'node:child_process'
import { readdir, readFile, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import fc from 'fast-check'
import type { Test } from 'tap'
import t from 'tap'
import { openSafetensors, writeSafetensors } from '../../src/corpus/safetensors.ts'

const TENSORS = {
  embeddings: { dtype: 'F32', shape: [2, 3], data: new Uint8Array(Float32Array.of(1, -2, 3.5, 0, 5e-324, 1e38).buffer) },
  hashes: { dtype: 'U8', shape: [2, 1], data: Uint8Array.of(7, 255) }
} as const
const tensors = () => structuredClone(TENSORS) as unknown as Parameters<typeof writeSafetensors>[1]

/** The bytes of a file whose header is this. */
function withHeader (header: string, data = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)))
  return Buffer.concat([length, Buffer.from(header), data])
}

const fileOf = (t: Test, content: string | Buffer): string => join(t.testdir({ 'x.safetensors': content }), 'x.safetensors')

t.test('what is written is read again', async t => {
  const path = join(t.testdir({}), 'x.safetensors')
  await writeSafetensors(path, tensors(), { format: 'test', note: 'ä 😀 "quoted"' })
  const file = await openSafetensors(path)
  t.teardown(async () => await file.close())
  t.strictSame(file.metadata, { format: 'test', note: 'ä 😀 "quoted"' })
  t.strictSame([...file.tensors], [['embeddings', { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] }], ['hashes', { dtype: 'U8', shape: [2, 1], data_offsets: [24, 26] }]])
  for (const [name, { data }] of Object.entries(TENSORS)) {
    const into = new Uint8Array(data.length)
    await file.read(name, into)
    t.same(into, data)
  }
  t.same(await readdir(join(path, '..')), ['x.safetensors'], 'and nothing is left beside it')
})

t.test('tensors of any sizes come back, and begin at a multiple of 8 bytes', async t => {
  const path = join(t.testdir({}), 'x.safetensors')
  const data = fc.dictionary(fc.stringMatching(/^[a-zä😀]{1,5}$/u), fc.uint8Array({ maxLength: 50 }), { maxKeys: 3 })
  await t.resolves(fc.assert(fc.asyncProperty(data, fc.string(), async (data, note) => {
    await writeSafetensors(path, Object.fromEntries(Object.entries(data).map(([name, data]) => [name, { dtype: 'U8', shape: [data.length], data }])), { note })
    const length = (await readFile(path)).readBigUInt64LE()
    const file = await openSafetensors(path)
    try {
      if (length % 8n !== 0n || file.metadata['note'] !== note || file.tensors.size !== Object.keys(data).length) return false
      for (const [name, bytes] of Object.entries(data)) {
        const into = new Uint8Array(bytes.length)
        await file.read(name, into)
        if (Buffer.compare(into, bytes) !== 0) return false
      }
    } finally {
      await file.close()
    }
  }), { numRuns: 50 }))
})

t.test('a file that is cut off is told, wherever the cut is', async t => {
  const path = join(t.testdir({}), 'x.safetensors')
  await writeSafetensors(path, tensors(), {})
  const { size } = await stat(path)
  await truncate(path, size - 1)
  const file = await openSafetensors(path)
  t.teardown(async () => await file.close())
  await t.resolves(file.read('embeddings', new Uint8Array(24)), 'what is whole is read')
  await t.rejects(file.read('hashes', new Uint8Array(2)), { message: `${path} is cut off: it ends 1 byte too early.` })
  await truncate(path, 20)
  await t.rejects(openSafetensors(path), { message: /x\.safetensors is cut off: it ends \d+ bytes too early\.$/ })
  await truncate(path, 5)
  await t.rejects(openSafetensors(path), { message: `${path} is cut off: it ends 3 bytes too early.` })
  await truncate(path, 0)
  await t.rejects(openSafetensors(path), { message: `${path} is cut off: it ends 8 bytes too early.` })
})

t.test('a header of a huge length is not even tried', async t => {
  for (const length of [100_000_001n, 2n ** 53n + 1n, 2n ** 64n - 1n]) {
    const bytes = Buffer.alloc(16)
    bytes.writeBigUInt64LE(length)
    const path = fileOf(t, bytes)
    await t.rejects(openSafetensors(path), { message: `${path} is not a safetensors file.` })
  }
})

const NO_HEADERS: Record<string, string> = {
  nothing: '',
  'no JSON': '{"embeddings"',
  null: 'null',
  'a text': '"embeddings"',
  'a list': '[1]',
  'metadata that are null': '{"__metadata__":null}',
  'a tensor that is null': '{"embeddings":null}',
  'a tensor without a shape': '{"embeddings":{"dtype":"F32","data_offsets":[0,4]}}',
  'a tensor without a place': '{"embeddings":{"dtype":"F32","shape":[1,1]}}',
  'a tensor with half a place': '{"embeddings":{"dtype":"F32","shape":[1,1],"data_offsets":[0]}}',
  'a shape of texts': '{"embeddings":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}'
}

for (const [about, header] of Object.entries(NO_HEADERS)) {
  t.test(`is not a safetensors file: one whose header is ${about}`, async t => {
    const path = fileOf(t, withHeader(header))
    await t.rejects(openSafetensors(path), { message: `${path} is not a safetensors file.` })
  })
}

t.test('a pickle and a text are not safetensors files', async t => {
  for (const content of [Buffer.from('\x80\x04\x95\x1f\x00\x00\x00\x00\x00\x00\x00\x8c', 'latin1'), '{"id":"a"}\n{"id":"b"}\n']) await t.rejects(openSafetensors(fileOf(t, content)), { message: /(is not a safetensors file|is cut off: .*)\.$/ })
})

t.test('a header of other tools, without metadata, is read', async t => {
  const file = await openSafetensors(fileOf(t, withHeader('{"w":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}', Buffer.from('abcd'))))
  t.teardown(async () => await file.close())
  t.strictSame(file.metadata, {})
  const into = new Uint8Array(4)
  await file.read('w', into)
  t.equal(Buffer.from(into).toString(), 'abcd')
})

t.test('a tensor that is missing or of another size is refused', async t => {
  const path = join(t.testdir({}), 'x.safetensors')
  await writeSafetensors(path, tensors(), {})
  const file = await openSafetensors(path)
  t.teardown(async () => await file.close())
  await t.rejects(file.read('embedding', new Uint8Array(24)), { message: `${path} has no tensor "embedding".` })
  await t.rejects(file.read('embeddings', new Uint8Array(20)), { message: `The tensor "embeddings" of ${path} has 24 bytes, 20 were expected.` })
})

t.test('where a file cannot be put in its place, nothing is left beside it', async t => {
  const dir = t.testdir({ 'x.safetensors': { inside: 'a folder of that name' } })
  await t.rejects(writeSafetensors(join(dir, 'x.safetensors'), tensors(), {}))
  t.same(await readdir(dir), ['x.safetensors'])
})

t.test('where there is no room for the new file, the old one stays whole', { skip: process.platform === 'win32' && 'no ulimit' }, async t => {
  const dir = t.testdir({ 'x.safetensors': 'the old file' })
  const bundle = join(dir, 'safetensors.mjs')
  buildSync({ entryPoints: ['src/corpus/safetensors.ts'], bundle: true, platform: 'node', format: 'esm', outfile: bundle })
  const script = `import(${JSON.stringify(bundle)}).then(async ({ writeSafetensors }) => {
    await writeSafetensors(${JSON.stringify(join(dir, 'x.safetensors'))}, { embeddings: { dtype: 'U8', shape: [100000], data: new Uint8Array(100000) } }, {})
  }).catch(error => { console.log(error.code); process.exitCode = 7 })`
  // A limit of 64 blocks of 512 bytes: the disk is full after 32 KiB. `env -i`, because what tap adds to a child ends it at the limit.
  const { status, stdout } = spawnSync('sh', ['-c', 'ulimit -f 64; exec env -i "$0" -e "$1"', process.execPath, script], { encoding: 'utf8' })
  t.same({ status, stdout: stdout.trim() }, { status: 7, stdout: 'EFBIG' })
  t.equal(await readFile(join(dir, 'x.safetensors'), 'utf8'), 'the old file')
  t.same((await readdir(dir)).toSorted(), ['safetensors.mjs', 'x.safetensors'])
})
