import { createHash, randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { Spool } from '../../src/writing/spool.ts'

const MIB = 2 ** 20

/** Writes random bytes and reads them, each side as fast as it likes; both hashes have to be the same. */
async function pass (spool: Spool, bytes: number, { slowReader = false, slowWriter = false } = {}): Promise<{ same: boolean, mostAhead: number }> {
  const [sent, got] = [createHash('sha256'), createHash('sha256')]
  let [written, read, mostAhead] = [0, 0, 0]
  async function write (): Promise<void> {
    while (written < bytes) {
      const chunk = randomBytes(1 + Math.floor(Math.random() * 200_000))
      sent.update(chunk)
      await spool.write(chunk)
      written += chunk.length
      mostAhead = Math.max(mostAhead, written - read)
      if (slowWriter) await setImmediate()
    }
    spool.end()
  }
  async function readAll (): Promise<void> {
    for await (const chunk of spool.read()) {
      got.update(chunk)
      read += chunk.length
      if (slowReader) await setImmediate()
    }
  }
  await Promise.all([write(), readAll()])
  await spool.close()
  return { same: sent.digest('hex') === got.digest('hex'), mostAhead }
}

t.test('what is written is read, in its order, whoever is faster', async t => {
  for (const speeds of [{}, { slowReader: true }, { slowWriter: true }, { slowReader: true, slowWriter: true }]) {
    t.equal((await pass(new Spool(100 * MIB), 12 * MIB, speeds)).same, true, JSON.stringify(speeds))
  }
})

t.test('the sender waits where the file is full', async t => {
  const { same, mostAhead } = await pass(new Spool(2 * MIB), 20 * MIB, { slowReader: true })
  t.equal(same, true)
  t.ok(mostAhead < 4 * MIB, `${mostAhead} bytes ahead`)
})

t.test('where no file can be written the sender waits for the reader', async t => {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = `${t.testdir({})}/nowhere`
  t.teardown(() => { if (before === undefined) delete process.env['TMPDIR']; else process.env['TMPDIR'] = before })
  const { same, mostAhead } = await pass(new Spool(100 * MIB), 10 * MIB, { slowReader: true })
  t.equal(same, true)
  t.ok(mostAhead < 3 * MIB, `${mostAhead} bytes ahead`)
})

t.test('an error comes after what was written before it', async t => {
  const spool = new Spool(MIB)
  await spool.write(Buffer.from('one'))
  spool.end(new Error('broken off'))
  const read: string[] = []
  await t.rejects((async () => { for await (const chunk of spool.read()) read.push(String(chunk)) })(), { message: 'broken off' })
  t.same(read, ['one'])
  await spool.write(Buffer.from('two'))
  await spool.close()
})
