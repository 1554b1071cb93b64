import type { Config } from '../config.ts'
import { loadConfig, readEnvironment } from '../config.ts'
import { say } from './args.ts'

/** The settings that the server would run with. */
export function configFromEnvironment (): Config {
  const { environment, warnings } = readEnvironment(process.env)
  warnings.forEach(say)
  return loadConfig(environment)
}
