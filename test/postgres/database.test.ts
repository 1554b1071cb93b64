import { execFile } from 'node:child_process'
import type { AddressInfo, Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import type { Test } from 'tap'
import { randomBytes } from 'node:crypto'
import type { Database } from '../../src/postgres/database.ts'
import { openDatabase } from '../../src/postgres/database.ts'
import { encodeVector } from '../../src/postgres/vectors.ts'
import { CONNECTIONS, databaseAddress, databaseUrl, IS_PGLITE, openTestDatabase } from './database.ts'
import type { FaultyProxy } from './faulty-proxy.ts'
import { startFaultyProxy } from './faulty-proxy.ts'
import { parseAddress } from '../../src/postgres/address.ts'
import { connectionFor } from '../../src/postgres/transport.ts'
import { CA, startTlsServer } from './tls-server.ts'
import { startBridge } from './websocket-bridge.ts'

const one = { text: 'select 1 as one', values: [] }
const ONE = [[{ one: 1 }]]
/** PGlite's socket server may stay for ever in the transaction of a connection that has gone. */
const MIDST = { skip: IS_PGLITE && 'PGlite takes no fault in the midst of a transaction' }

interface Faulty { database: Database, proxy: FaultyProxy, idleErrors: Error[] }

/** A database behind a proxy with faults. */
async function faulty (t: Test, { timeoutMs = 1000, max = 1 } = {}): Promise<Faulty> {
  const proxy = await startFaultyProxy(await databaseAddress())
  const { config } = parseAddress(proxy.through(await databaseUrl()))
  const idleErrors: Error[] = []
  const database = openDatabase({ connection: async () => ({ ...config, max }), searchPath: () => ['public'], timeoutMs, onIdleError: error => idleErrors.push(error) })
  t.teardown(async () => {
    await database.close()
    await proxy.close()
  })
  return { database, proxy, idleErrors }
}

/** Asks until it is answered; resolves with the milliseconds that took. */
async function recovery (database: Database): Promise<number> {
  const start = performance.now()
  for (;;) {
    try {
      await database.query([one])
      return Math.round(performance.now() - start)
    } catch (error) {
      if (performance.now() - start > 20_000) throw error
      await new Promise(resolve => setImmediate(resolve))
    }
  }
}

async function timed (work: () => Promise<unknown>): Promise<{ error: Error & { code?: string, retryAfter?: number }, ms: number }> {
  const start = performance.now()
  const error = await work().then(() => new Error('it was answered'), (error: Error) => error)
  return { error, ms: Math.round(performance.now() - start) }
}

t.test('an error in a transaction leaves the connection usable', async t => {
  const { database } = await openTestDatabase(t)
  const pid = { text: 'select pg_backend_pid() as pid', values: [] }
  await t.rejects(database.query([one, { text: 'select 1 / 0', values: [] }, one]), { code: '22012' })
  await t.rejects(database.query([one, { text: 'selec', values: [] }, one]), { code: '42601' })
  await t.rejects(database.query([{ text: 'select $1::integer', values: ['x'] }]), { code: '22P02' })
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  await t.rejects(database.query([one, { text: 'select $1::jsonb', values: [circular] }, one]), /circular/)
  await t.rejects(database.transaction(async run => await run({ text: 'select 1 / 0', values: [] })), { code: '22012' })
  await t.rejects(database.transaction(async () => { throw new Error('mine') }), /mine/)
  t.same(await database.query([one]), ONE)
  t.equal(database.trouble(), undefined)
  const pids = await Promise.all(Array.from({ length: 4 }, async () => (await database.query([pid]))[0]![0]!['pid']))
  t.ok(new Set(pids).size <= CONNECTIONS)
})

t.test('a transaction whose failure was swallowed is not said to be committed', async t => {
  const { database } = await openTestDatabase(t)
  await t.rejects(database.transaction(async run => { await run({ text: 'select 1 / 0', values: [] }).catch(() => {}) }), /rolled back/)
  t.same(await database.query([one]), ONE)
})

t.test('settings hold for their transaction alone', async t => {
  const { database } = await openTestDatabase(t)
  const show = { text: "select current_setting('work_mem') as work_mem", values: [] }
  t.same(await database.query([show], { settings: { work_mem: '77kB' } }), [[{ work_mem: '77kB' }]])
  t.not((await database.query([show]))[0]![0]!['work_mem'], '77kB')
})

t.test('vectors go as bytes and come back the same', async t => {
  const { database } = await openTestDatabase(t)
  const vector = Float32Array.from({ length: 2000 }, (_, i) => Math.fround(Math.sin(i)))
  const [[row]] = await database.query([{ text: 'select vector_send($1::vector) as sent, vector_dims($1::vector) as dims', values: [encodeVector(vector)] }]) as [[Record<string, unknown>]]
  t.equal(row['dims'], 2000)
  t.ok(encodeVector(vector).equals(row['sent'] as Buffer))
  // Larger than what one message of a socket or of a WebSocket carries.
  const text = randomBytes(3_000_000).toString('hex')
  t.ok((await database.query([{ text: 'select $1 as text', values: [text] }]))[0]![0]!['text'] === text)
})

t.test('a statement that is too slow is stopped on the server as well', { skip: IS_PGLITE && 'PGlite stops nothing' }, async t => {
  const { database } = await openTestDatabase(t, { timeoutMs: 30_000 })
  const slow = { text: 'select count(*) from generate_series(1, 1000000000)', values: [] }
  const { error, ms } = await timed(async () => await database.query([slow], { timeoutMs: 400 }))
  t.match(error, { code: 'database_slow', status: 503, retryAfter: 5 })
  t.ok(ms < 2500, `${ms} ms`)
  t.equal(database.trouble(), undefined, 'the database as a whole is not away')
  const running = { text: "select count(*)::integer as count from pg_stat_activity where state = 'active' and query like '%generate\\_series(1, 1000000000)%' and pid <> pg_backend_pid()", values: [] }
  t.same(await database.query([running]), [[{ count: 0 }]])
})

t.test('a statement that the server does not stop costs its connection, not the database', { skip: IS_PGLITE && 'PGlite answers one at a time' }, async t => {
  const { config } = parseAddress(await databaseUrl())
  const database = openDatabase({ connection: async () => ({ ...config, max: 1 }), searchPath: () => ['public'], timeoutMs: 2000 })
  const endless = [{ text: "select set_config('statement_timeout', '0', true)", values: [] }, { text: 'select pg_sleep(4)', values: [] }]
  const { error, ms } = await timed(async () => await database.query(endless, { timeoutMs: 300 }))
  t.match(error, { code: 'database_unavailable', message: /no answer in/ })
  t.ok(ms < 1800, `${ms} ms`)
  t.ok(await recovery(database) < 1000, 'the place of the connection is free')
  const start = performance.now()
  await database.close()
  t.ok(performance.now() - start < 900, 'nothing waits for its answer')
})

t.test('the time of a transaction is that of all its statements together', async t => {
  const { database } = await openTestDatabase(t)
  const left = { text: "select current_setting('statement_timeout') as left", values: [] }
  const busy = { text: "select count(*) from generate_series(1, 300000) where md5(generate_series::text) = ''", values: [] }
  const rows = await database.query([left, busy, busy, left], { timeoutMs: 20_000 })
  const [first, last] = [rows[0]![0]!['left'], rows[3]![0]!['left']].map(text => parseFloat(String(text)) * (String(text).endsWith('ms') ? 1 : 1000))
  t.ok(first! > 15_000 && last! < first! - 50, `${first} ms and ${last} ms`)
})

t.test('a connection that breaks is replaced, and a reading sent again', async t => {
  const { database, proxy, idleErrors } = await faulty(t)
  t.same(await database.query([one]), ONE)
  proxy.cut()
  proxy.heal()
  t.same(await database.query([one]), ONE)
  t.equal(database.trouble(), undefined)
  t.ok(idleErrors.length <= 1)
})

t.test('an idle connection that breaks is heard, and ends nothing', async t => {
  const { database, proxy, idleErrors } = await faulty(t)
  await database.query([one])
  proxy.cut()
  while (idleErrors.length === 0) await new Promise(resolve => setImmediate(resolve))
  t.match(idleErrors[0]!.message, /reset|terminated/i)
})

/** A database behind a server of one's own, one connection at a time. */
async function openThrough (t: Test, server: Server): Promise<Database> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { config } = parseAddress(Object.assign(new URL(await databaseUrl()), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` }).href)
  const database = openDatabase({ connection: async () => ({ ...config, max: 1 }), searchPath: () => ['public'], timeoutMs: 3000 })
  t.teardown(async () => {
    await database.close()
    server.close()
  })
  return database
}

t.test('a connection that is ended in the same breath as it is made ends nothing, and is replaced', async t => {
  const message = (type: string, body: string) => Buffer.concat([Buffer.from(type), Buffer.from([0, 0, 0, body.length + 4]), Buffer.from(body)])
  const ended = Buffer.concat([message('R', '\0\0\0\0'), message('Z', 'I'), message('E', 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0')])
  const real = await databaseAddress()
  let made = 0
  const server = createServer(socket => {
    if (made++ === 0) return socket.once('data', () => socket.end(ended))
    const inside = connect({ host: real.host, port: real.port })
    socket.pipe(inside).pipe(socket)
  })
  const database = await openThrough(t, server)
  t.same(await database.query([one]), ONE)
  t.equal(made, 2)
})

t.test('where answers come in another order than their statements, the connection is given up and all are asked again', async t => {
  const real = await databaseAddress()
  let made = 0
  const server = createServer(outside => {
    const inside = connect({ host: real.host, port: real.port })
    let [holds, held] = [false, '']
    const isFirst = made++ === 0
    outside.on('data', bytes => {
      holds ||= isFirst && bytes.includes('begin')
      inside.write(bytes)
    }).on('close', () => inside.destroy())
    inside.on('data', bytes => {
      if (!holds) return outside.write(bytes)
      held += bytes.toString('latin1')
      const answers = held.match(/[^]*?Z\0\0\0.[ITE]/g) ?? []
      if (answers.at(-1)?.includes('COMMIT')) outside.write(Buffer.from([...answers.slice(1), answers[0]].join(''), 'latin1'))
    })
  })
  const database = await openThrough(t, server)
  t.same(await database.query([one]), ONE)
  t.equal(made, 2)
})

t.test('away: refused within the deadline, at once while it is known, and back by itself', async t => {
  const { database, proxy } = await faulty(t)
  proxy.cut()
  const first = await timed(async () => await database.query([one]))
  t.match(first.error, { code: 'database_unavailable', status: 503, retryAfter: 2 })
  t.ok(first.ms < 1600, `${first.ms} ms`)
  const then = await timed(async () => await database.query([one]))
  t.match(then.error, { code: 'database_unavailable' })
  t.ok(then.ms < 100, `${then.ms} ms`)
  t.match(database.trouble(), /connection/i)
  proxy.heal()
  const ms = await recovery(database)
  t.comment(`fails in ${first.ms} ms, then in ${then.ms}, recovers in ${ms}`)
  t.ok(ms < 5000, `${ms} ms`)
  t.equal(database.trouble(), undefined)
})

t.test('frozen: given up at the deadline, and back by itself', MIDST, async t => {
  const { database, proxy } = await faulty(t)
  await database.query([one])
  proxy.freeze()
  const results = await Promise.all(Array.from({ length: 5 }, async () => await timed(async () => await database.query([one]))))
  for (const { error, ms } of results) {
    t.match(error, { status: 503 })
    t.ok(ms < 2500, `${ms} ms`)
  }
  const then = await timed(async () => await database.query([one]))
  t.ok(then.ms < 100, `${then.ms} ms`)
  proxy.heal()
  const ms = await recovery(database)
  t.comment(`fails in ${results.map(({ ms }) => ms).join(', ')} ms, then in ${then.ms}, recovers in ${ms}`)
  t.ok(ms < 5000, `${ms} ms`)
})

t.test('work without a limit does not hang for ever where the database went silent', MIDST, async t => {
  const { database, proxy } = await faulty(t, { max: 2 })
  const inside = database.transaction(async run => {
    await run(one)
    proxy.freeze()
    return await run(one)
  }, { timeoutMs: 0 })
  t.match(await timed(async () => await inside), { error: { code: 'database_unavailable' } })
  t.match(await timed(async () => await database.query([one])), { error: { code: 'database_unavailable' } })
})

t.test('a connection that did not answer the rollback is given to nobody else', MIDST, async t => {
  const { database, proxy } = await faulty(t)
  const failed = database.transaction(async run => {
    await run(one)
    proxy.freeze()
    throw new Error('mine')
  }, { timeoutMs: 0, statementMs: 100 })
  await t.rejects(failed, { message: 'mine' })
  const before = proxy.made()
  proxy.heal()
  t.same(await database.query([one]), ONE)
  t.equal(proxy.made(), before + 1)
})

t.test('slow: answered while the deadline lasts', MIDST, async t => {
  const { database, proxy } = await faulty(t, { timeoutMs: 2000 })
  proxy.slow(100)
  t.same(await database.query([one]), ONE)
  proxy.slow(3000)
  const { error, ms } = await timed(async () => await database.query([one]))
  t.match(error, { status: 503 })
  t.ok(ms < 3500, `${ms} ms`)
  proxy.heal()
  const back = await recovery(database)
  t.comment(`fails in ${ms} ms, recovers in ${back}`)
  t.ok(back < 8000, `${back} ms`)
})

t.test('truncated: an answer that ends in its midst is asked for again', MIDST, async t => {
  const { database, proxy } = await faulty(t)
  const long = { text: "select repeat('x', 100000) as x", values: [] }
  for (const bytes of [1, 20, 400, 50_000]) {
    proxy.cut()
    proxy.heal()
    proxy.truncate(bytes)
    const failed = await timed(async () => await database.query([long]))
    t.match(failed.error, { code: 'database_unavailable' }, `after ${bytes} bytes`)
    proxy.heal()
    await recovery(database)
    t.equal((await database.query([long]))[0]![0]!['x']!.toString().length, 100_000)
  }
})

t.test('a write that was cut off is not sent again', MIDST, async t => {
  const { database, proxy } = await faulty(t)
  let times = 0
  const { error } = await timed(async () => await database.transaction(async run => {
    times++
    await run(one)
    proxy.cut()
    await run(one)
  }))
  t.match(error, { code: 'database_unavailable' })
  t.equal(times, 1)
})

t.test('all connections taken: a busy database is not one that is away', async t => {
  const { database } = await faulty(t, { timeoutMs: 500 })
  let done = (): void => {}
  const held = database.transaction(async run => {
    await run(one)
    await new Promise<void>(resolve => { done = resolve })
  }, { timeoutMs: 0 })
  const { error, ms } = await timed(async () => await database.query([one]))
  t.match(error, { code: 'database_busy', status: 503, retryAfter: 1 })
  t.ok(ms < 1500, `${ms} ms`)
  t.equal(database.trouble(), undefined)
  done()
  await held
  t.same(await database.query([one]), ONE)
})

t.test('a host that says nothing: given up at the deadline, then at once', async t => {
  const server = createServer(() => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { config } = parseAddress(`postgres://127.0.0.1:${(server.address() as AddressInfo).port}/app`)
  const database = openDatabase({ connection: async () => ({ ...config, max: 2 }), searchPath: () => [], timeoutMs: 500 })
  t.teardown(async () => {
    await database.close()
    server.close()
  })
  const results = await Promise.all(Array.from({ length: 5 }, async () => await timed(async () => await database.query([one]))))
  for (const { error, ms } of results) t.ok(/database_(unavailable|busy)/.test(error.code!) && ms < 1500, `${error.code} in ${ms} ms`)
  t.equal(results.filter(({ error }) => error.code === 'database_unavailable').length, 2)
  const then = await timed(async () => await database.query([one]))
  t.match(then.error, { code: 'database_unavailable' })
  t.ok(then.ms < 100, `${then.ms} ms`)
})

t.test('through a WebSocket', async t => {
  const bridge = await startBridge(await databaseAddress())
  const opened: FaultyProxy = await startFaultyProxy({ host: '127.0.0.1', port: Number(new URL(bridge.url).port) })
  const config = connectionFor(parseAddress(await databaseUrl()), 'websocket', `ws://127.0.0.1:${opened.port}/v2`)
  const database = openDatabase({ connection: async () => ({ ...config, max: 1 }), searchPath: () => ['public'], timeoutMs: 1000 })
  t.teardown(async () => {
    await database.close()
    await opened.close()
    await bridge.close()
  })
  const text = randomBytes(2_000_000).toString('hex')
  t.ok((await database.query([{ text: 'select $1 as text', values: [text] }]))[0]![0]!['text'] === text)
  await t.rejects(database.query([{ text: 'select 1 / 0', values: [] }]), { code: '22012' })
  t.equal(bridge.connections(), 1, 'an error of a statement does not cost the connection')
  opened.cut()
  const { error, ms } = await timed(async () => await database.query([one]))
  t.match(error, { code: 'database_unavailable', message: /does not answer: the connection (broke|was refused)/ })
  t.ok(ms < 1600, `${ms} ms`)
  opened.heal()
  const back = await recovery(database)
  t.ok(back < 5000, `${back} ms`)
})

t.test('TLS is verified', async t => {
  const server = await startTlsServer(await databaseAddress())
  t.teardown(server.close)
  const given = await databaseUrl()
  const url = (options: string, host = 'localhost') => `${Object.assign(new URL(given), { host: `${host}:${server.port}` }).href}?${options}`
  const ask = async (address: string) => {
    const database = openDatabase({ connection: async () => ({ ...parseAddress(address).config, max: 1 }), searchPath: () => ['public'], timeoutMs: 3000 })
    return await database.query([one]).finally(async () => await database.close())
  }
  for (const mode of ['require', 'verify-ca', 'verify-full']) {
    const { error, ms } = await timed(async () => await ask(url(`sslmode=${mode}`)))
    t.match(error, { code: 'database_unavailable', message: /certificate cannot be verified.*sslrootcert=.*NODE_EXTRA_CA_CERTS=/ }, mode)
    t.ok(ms < 1500, `nothing is tried again: ${ms} ms`)
  }
  const ca = fileURLToPath(CA)
  t.same(await ask(url(`sslmode=require&sslrootcert=${ca}`)), ONE)
  t.same(await ask(url('sslmode=no-verify')), ONE)
  await t.rejects(ask(url(`sslmode=require&sslrootcert=${ca}`, '127.0.0.1')), { message: /for another host/ })
})

t.test('a certificate that NODE_EXTRA_CA_CERTS names is trusted', async t => {
  const server = await startTlsServer(await databaseAddress())
  t.teardown(server.close)
  const { config } = parseAddress(`${Object.assign(new URL(await databaseUrl()), { host: `localhost:${server.port}` }).href}?sslmode=require`)
  const program = 'import pg from "pg"; const client = new pg.Client(JSON.parse(process.argv[1])); await client.connect(); process.stdout.write((await client.query("select 1 as one")).rows[0].one.toString()); await client.end()'
  const run = async (env: NodeJS.ProcessEnv) => await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(config)], { env: { ...process.env, NODE_OPTIONS: '', ...env } })
  t.match(await run({ NODE_EXTRA_CA_CERTS: fileURLToPath(CA) }), { stdout: '1' })
  await t.rejects(run({ NODE_EXTRA_CA_CERTS: '' }), /self-signed|unable to verify/)
})
