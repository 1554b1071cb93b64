import { availableParallelism } from 'node:os'
import t from 'tap'
import { availableCores } from '../src/cpu-quota.ts'
import { temporaryFolder, writeFiles } from './fixtures/tiny-model.ts'

const ALL = availableParallelism()

t.test('the cores that a cgroup leaves', async t => {
  const cases: [fact: string, files: Record<string, string>, cores: number][] = [
    ['v2: max is no limit', { 'cpu.max': 'max 100000\n' }, ALL],
    ['v2: a whole core', { 'cpu.max': '100000 100000\n' }, 1],
    ['v2: a fraction is rounded down', { 'cpu.max': '199999 100000\n' }, 1],
    ['v2: less than one is one', { 'cpu.max': '50000 100000\n' }, 1],
    ['v2: two cores, in a period of its own', { 'cpu.max': '40000 20000\n' }, Math.min(2, ALL)],
    ['v2: more than the machine has', { 'cpu.max': '100000000 100000\n' }, ALL],
    ['v1: a quota', { 'cpu/cpu.cfs_quota_us': '150000\n', 'cpu/cpu.cfs_period_us': '100000\n' }, 1],
    ['v1: −1 is no limit', { 'cpu/cpu.cfs_quota_us': '-1\n', 'cpu/cpu.cfs_period_us': '100000\n' }, ALL],
    ['v1: a quota without a period', { 'cpu/cpu.cfs_quota_us': '100000\n' }, ALL],
    ['v2 goes before v1', { 'cpu.max': '100000 100000\n', 'cpu/cpu.cfs_quota_us': '100000000\n', 'cpu/cpu.cfs_period_us': '100000\n' }, 1],
    ['v1 counts where v2 has no limit (hybrid)', { 'cpu.max': 'max 100000\n', 'cpu/cpu.cfs_quota_us': '100000\n', 'cpu/cpu.cfs_period_us': '100000\n' }, 1],
    ['files that say nothing are no limit', { 'cpu.max': '\n' }, ALL],
    ['no files are no limit', {}, ALL]
  ]
  for (const [fact, files, cores] of cases) {
    const root = await temporaryFolder(t)
    await writeFiles(root, files)
    t.equal(availableCores(root), cores, fact)
  }
})

t.test('here', async t => {
  t.ok(availableCores() >= 1 && availableCores() <= ALL)
})
