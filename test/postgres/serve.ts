// A Postgres, a pgbouncer and a WebSocket bridge for .ci/postgres: says where they are, and stops them when it is told to end.
import { startPooler, startServer } from './server.ts'
import { startBridge } from './websocket-bridge.ts'

const server = await startServer()
const pooler = await startPooler(server)
const bridge = await startBridge(server)
process.stdout.write(`DIRECT_URL=${server.url}\nPOOLER_URL=${pooler.url}\nWEBSOCKET_URL=${bridge.url}\n`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await Promise.all([bridge.close(), pooler.stop()])
    await server.stop()
    process.exit()
  })
}
