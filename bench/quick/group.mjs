// One group of ratios in a process of its own: node bench/quick/group.mjs scan.
import { give } from '../child.mjs'

const GROUPS = {
  scan: async () => await (await import('./scan.mjs')).scanRatios(),
  forward: async () => await (await import('./forward.mjs')).forwardRatios(),
  service: async () => await (await import('./service.mjs')).serviceRatios()
}

give(await GROUPS[process.argv[2]]())
