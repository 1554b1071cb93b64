#!/usr/bin/env node
// `npm run kindred -- <command>`: builds what is missing, then runs the command.
import { ensureBuild } from './ensure-build.mjs'

ensureBuild()
const { main } = await import('../dist/cli.js')
process.exitCode = await main(process.argv.slice(2))
