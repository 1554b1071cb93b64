// AssemblyScript (https://www.assemblyscript.org): compiled to WebAssembly by scripts/build.mjs, and not part of the TypeScript around it.
// Codes lie in groups of four rows, a cache line each: 16 dimensions of the first row, the same 16 of the second, of the third, of the fourth.

const LINE: usize = 64

/**
 * Codes of four rows: each row's numbers divided by its scale, which is its largest magnitude over 127, and rounded.
 *
 * @param source four rows of `dimensions` floats, one after the other; `dimensions` is a multiple of 16
 * @param codes where the group goes, 4 × dimensions bytes
 * @param scales where the four scales go
 * @returns the largest distance between one of the rows and what its codes stand for
 */
export function pack (source: usize, dimensions: usize, codes: usize, scales: usize): f32 {
  let worst: f32 = 0
  for (let row: usize = 0; row < 4; row++) {
    const from = source + row * dimensions * 4
    const scale = largest(from, dimensions) / 127
    store<f32>(scales + row * 4, scale)
    const error = packRow(from, dimensions, codes + row * 16, scale)
    worst = max(worst, error)
  }
  return worst
}

function largest (from: usize, dimensions: usize): f32 {
  let most = f32x4.splat(0)
  for (let at = from; at < from + dimensions * 4; at += 16) most = f32x4.max(most, f32x4.abs(v128.load(at)))
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)))
}

function packRow (from: usize, dimensions: usize, to: usize, scale: f32): f32 {
  const inverse = inverseOf(scale)
  const step = f32x4.splat(scale)
  let errors = f32x4.splat(0)
  for (let i: usize = 0; i < dimensions; i += 16) {
    const line = from + i * 4
    const a = rounded(line, inverse)
    const b = rounded(line + 16, inverse)
    const c = rounded(line + 32, inverse)
    const d = rounded(line + 48, inverse)
    errors = f32x4.add(errors, f32x4.add(f32x4.add(squaredError(line, a, step), squaredError(line + 16, b, step)), f32x4.add(squaredError(line + 32, c, step), squaredError(line + 48, d, step))))
    v128.store(to + i * 4, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b)), i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(c), i32x4.trunc_sat_f32x4_s(d))))
  }
  return rootOfSum(errors)
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function rootOfSum (squares: v128): f32 {
  return sqrt(f32x4.extract_lane(squares, 0) + f32x4.extract_lane(squares, 1) + f32x4.extract_lane(squares, 2) + f32x4.extract_lane(squares, 3))
}

/** Of what is too small to be inverted nothing is kept; the error says so. */
function inverseOf (step: f32): v128 {
  const inverse: f32 = 1 / step
  return f32x4.splat(step > 0 && inverse < f32.MAX_VALUE ? inverse : 0)
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function rounded (at: usize, inverse: v128): v128 {
  return f32x4.nearest(f32x4.mul(v128.load(at), inverse))
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function squaredError (at: usize, codes: v128, step: v128): v128 {
  const error = f32x4.sub(v128.load(at), f32x4.mul(codes, step))
  return f32x4.mul(error, error)
}

/**
 * Codes of a query: its numbers divided by its largest magnitude over `most`, and rounded.
 *
 * @param codes where the 16-bit integers go, and after them the step that one unit stands for, as a float
 * @returns the distance between the query and what its codes stand for
 */
export function packQuery (source: usize, dimensions: usize, codes: usize, most: f32): f32 {
  const step = largest(source, dimensions) / most
  store<f32>(codes + dimensions * 2, step)
  const steps = f32x4.splat(step)
  const inverse = inverseOf(step)
  let errors = f32x4.splat(0)
  for (let i: usize = 0; i < dimensions; i += 8) {
    const at = source + i * 4
    const a = rounded(at, inverse)
    const b = rounded(at + 16, inverse)
    errors = f32x4.add(errors, f32x4.add(squaredError(at, a, steps), squaredError(at + 16, b, steps)))
    v128.store(codes + i * 2, i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b)))
  }
  return rootOfSum(errors)
}

/**
 * Estimates of the products of a query with rows, summed in 32-bit integers: these cannot overflow as long as
 * 127 × dimensions × the query's largest code stays below 2³¹.
 *
 * @param query what `packQuery` made
 * @param groups the groups to look at, as a list of 32-bit numbers
 * @param count how many groups
 * @param estimates where the four products of each group of the list go, in the order of the list
 */
export function estimateListed (codes: usize, scales: usize, dimensions: usize, query: usize, groups: usize, count: usize, estimates: usize): void {
  const step = load<f32>(query + dimensions * 2)
  for (let i: usize = 0; i < count; i++) {
    const group = <usize>load<u32>(groups + i * 4)
    estimateGroup(codes + group * dimensions * 4, scales + group * 16, dimensions, query, step, estimates + i * 16)
  }
}

/** The same for `count` groups one after the other, from `first` on. */
export function estimateFrom (codes: usize, scales: usize, dimensions: usize, query: usize, first: usize, count: usize, estimates: usize): void {
  const step = load<f32>(query + dimensions * 2)
  for (let i: usize = 0; i < count; i++) {
    const group = first + i
    estimateGroup(codes + group * dimensions * 4, scales + group * 16, dimensions, query, step, estimates + i * 16)
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function estimateGroup (codes: usize, scales: usize, dimensions: usize, query: usize, step: f32, estimates: usize): void {
  let a = i32x4.splat(0)
  let b = i32x4.splat(0)
  let c = i32x4.splat(0)
  let d = i32x4.splat(0)
  const end = codes + dimensions * 4
  for (let line = codes, part = query; line < end; line += LINE, part += 32) {
    const low = v128.load(part)
    const high = v128.load(part, 16)
    a = i32x4.add(a, i32x4.add(i32x4.dot_i16x8_s(v128.load_ext<i8>(line), low), i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 8), high)))
    b = i32x4.add(b, i32x4.add(i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 16), low), i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 24), high)))
    c = i32x4.add(c, i32x4.add(i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 32), low), i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 40), high)))
    d = i32x4.add(d, i32x4.add(i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 48), low), i32x4.dot_i16x8_s(v128.load_ext<i8>(line, 56), high)))
  }
  const sums = sumOfFour(a, b, c, d)
  v128.store(estimates, f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(sums), v128.load(scales)), f32x4.splat(step)))
}

/** The sum of the lanes of each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function sumOfFour (a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7))
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7))
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7))
}

/**
 * The product of a row with a query, both floats, in doubles: four interleaved sums that are added up pairwise, what is left over goes to
 * the first. The same to the last bit as `dot` in scan.ts.
 */
export function product (row: usize, query: usize, dimensions: usize): f64 {
  let ab = f64x2.splat(0)
  let cd = f64x2.splat(0)
  const whole = dimensions & ~3
  for (let at: usize = 0; at < whole * 4; at += 16) {
    ab = f64x2.add(ab, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(row + at)), f64x2.promote_low_f32x4(v128.load64_zero(query + at))))
    cd = f64x2.add(cd, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(row + at, 8)), f64x2.promote_low_f32x4(v128.load64_zero(query + at, 8))))
  }
  let first = f64x2.extract_lane(ab, 0)
  for (let at = whole * 4; at < dimensions * 4; at += 4) first += <f64>load<f32>(row + at) * <f64>load<f32>(query + at)
  return (first + f64x2.extract_lane(ab, 1)) + (f64x2.extract_lane(cd, 0) + f64x2.extract_lane(cd, 1))
}

/**
 * The first place from `from` on where the estimate is not below `bound`; `end` where there is none. One that is no number is never below.
 * Four places at a time: `from` need not be a multiple of four, `end` has to be.
 */
export function next (estimates: usize, from: usize, end: usize, bound: f32): usize {
  while (from < end && from % 4 !== 0) {
    if (!(load<f32>(estimates + from * 4) < bound)) return from
    from++
  }
  const bounds = f32x4.splat(bound)
  for (; from < end; from += 4) {
    const below = i32x4.bitmask(f32x4.lt(v128.load(estimates + from * 4), bounds))
    if (below !== 15) return from + <usize>ctz(~below)
  }
  return end
}
