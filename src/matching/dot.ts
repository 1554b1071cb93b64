/** The dot product of the row that begins at `start` with the query. */
export function dot (data: Float32Array, start: number, query: Float32Array): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < query.length; i += 4) {
    const at = start + i
    a += data[at]! * query[i]!
    b += data[at + 1]! * query[i + 1]!
    c += data[at + 2]! * query[i + 2]!
    d += data[at + 3]! * query[i + 3]!
  }
  for (; i < query.length; i++) a += data[start + i]! * query[i]!
  return (a + b) + (c + d)
}
