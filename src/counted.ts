/** A number with its noun: `1 text`, `2 texts`, `1 entry`, `0 entries`. */
export function counted (count: number | string, one: string, many = `${one}s`): string {
  return `${count} ${Number(count) === 1 ? one : many}`
}
