import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/**
 * The cores that this process may use: those of the machine, or fewer where a container's quota says so.
 * Reads cgroup v2 (`cpu.max`) and v1 (`cpu.cfs_quota_us`), https://docs.kernel.org/admin-guide/cgroup-v2.html.
 */
export function availableCores (root = '/sys/fs/cgroup'): number {
  const quota = quotaV2(root) ?? quotaV1(root)
  const cores = availableParallelism()
  return quota === undefined ? cores : Math.max(1, Math.min(cores, Math.floor(quota)))
}

function quotaV2 (root: string): number | undefined {
  const [quota, period] = read(`${root}/cpu.max`)?.split(' ') ?? []
  return cores(quota, period)
}

function quotaV1 (root: string): number | undefined {
  return cores(read(`${root}/cpu/cpu.cfs_quota_us`), read(`${root}/cpu/cpu.cfs_period_us`))
}

/** Undefined where there is no limit, which is written as `max` or as −1. */
function cores (quota: string | undefined, period: string | undefined): number | undefined {
  const result = Number(quota) / Number(period)
  return Number.isFinite(result) && result > 0 ? result : undefined
}

function read (path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
