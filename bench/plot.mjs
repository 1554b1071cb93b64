// Lines over two logarithmic axes as SVG, legible on a light and on a dark page.
const WIDTH = 900
const HEIGHT = 520
const LEFT = 92
const RIGHT = 300
const TOP = 56
const BOTTOM = 58
/** Between two labels, so that neither lies on the other. */
const LINE_HEIGHT = 34
const COLOURS = [['#1d4ed8', '#7aa2ff'], ['#b45309', '#f5a524'], ['#15803d', '#4ade80'], ['#a21caf', '#e879f9'], ['#4b5563', '#a8b0bd'], ['#be123c', '#ff7a90']]

/** The exponent e of y = c·x^e that fits the points best, by least squares of the logarithms. */
export function exponent (points) {
  const logs = points.map(({ x, median }) => [Math.log(x), Math.log(median)])
  const mean = i => logs.reduce((sum, pair) => sum + pair[i], 0) / logs.length
  const [mx, my] = [mean(0), mean(1)]
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0)
}

/** @param series `{ name, points: { x, median, low, high }[] }` each */
export function logLog ({ title, xLabel, yLabel, series }) {
  const all = series.flatMap(({ points }) => points)
  const xs = axis(all.map(({ x }) => x), LEFT, WIDTH - RIGHT)
  const ys = axis(all.flatMap(({ low, high }) => [low, high]), HEIGHT - BOTTOM, TOP)
  const labels = apart(series.map(({ points }) => ys.at(points.at(-1).median)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escaped(title)}">
<style>
.paper { fill: #ffffff } .ink { fill: #1f2937 } .faint { fill: #4b5563 } .grid { stroke: #e5e7eb } .frame { stroke: #6b7280; fill: none }
${COLOURS.map(([light], i) => `.s${i} { stroke: ${light}; fill: ${light} }`).join(' ')}
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { fill: #aab4c0 } .grid { stroke: #2b323b } .frame { stroke: #8b949e }
${COLOURS.map(([, dark], i) => `.s${i} { stroke: ${dark}; fill: ${dark} }`).join(' ')}
}
text[class] { stroke: none }
</style>
<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>
${text(LEFT, 30, title, 'ink', 'font-size="17" font-weight="600"')}
${xs.ticks.map(({ value, at, isMajor }) => `<line class="grid" x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>${isMajor ? text(at, HEIGHT - BOTTOM + 20, named(value), 'faint', 'text-anchor="middle"') : ''}`).join('\n')}
${ys.ticks.map(({ value, at, isMajor }) => isMajor ? `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/>${text(LEFT - 8, Number(at) + 4, named(value), 'faint', 'text-anchor="end"')}` : '').join('\n')}
<rect class="frame" x="${LEFT}" y="${TOP}" width="${WIDTH - RIGHT - LEFT}" height="${HEIGHT - BOTTOM - TOP}"/>
${text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, xLabel, 'ink', 'text-anchor="middle"')}
${text(0, 0, yLabel, 'ink', `text-anchor="middle" transform="translate(20 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"`)}
${series.map((each, i) => line(each, i, xs, ys, labels[i])).join('\n')}
</svg>
`
}

function line ({ name, points }, i, xs, ys, labelAt) {
  const places = points.map(point => [xs.at(point.x), ys.at(point.median)])
  const [endX, endY] = places.at(-1)
  const spreads = points.map(({ x, low, high }) => `<line class="s${i}" x1="${xs.at(x)}" x2="${xs.at(x)}" y1="${ys.at(low)}" y2="${ys.at(high)}" stroke-width="5" stroke-opacity="0.35"/>`).join('')
  const dots = places.map(([x, y]) => `<circle class="s${i}" cx="${x}" cy="${y}" r="3"/>`).join('')
  const label = WIDTH - RIGHT + 26
  return `${spreads}<polyline class="s${i}" points="${places.map(place => place.join()).join(' ')}" fill="none" style="fill: none" stroke-width="2"/>${dots}
<line class="s${i}" x1="${Number(endX) + 5}" y1="${endY}" x2="${label - 4}" y2="${labelAt}" stroke-dasharray="2 3"/>
${text(label, labelAt, name, `s${i}`, 'font-weight="600"')}${text(label, labelAt + 15, `${digits(points.at(-1).median)} at the end, exponent ${exponent(points).toFixed(2)}`, 'faint', 'font-size="12"')}`
}

/** An axis from place to place, with the 1 to 9 times powers of ten on it. */
function axis (values, from, to) {
  const [low, high] = [Math.min(...values) / 1.15, Math.max(...values) * 1.15].map(Math.log10)
  const at = value => (from + (Math.log10(value) - low) / (high - low) * (to - from)).toFixed(1)
  const powers = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, i) => Math.floor(low) + i)
  const isShort = high - low < 2.2
  const ticks = powers.flatMap(power => [1, 2, 3, 4, 5, 6, 7, 8, 9].map(factor => ({ value: Number(`${factor}e${power}`), isMajor: factor === 1 || (isShort && (factor === 2 || factor === 5)) })))
  return { at, ticks: ticks.filter(({ value }) => Math.log10(value) >= low && Math.log10(value) <= high).map(tick => ({ ...tick, at: at(tick.value) })) }
}

/** Moves places down and up until there is room for two lines at each. */
function apart (places) {
  const order = places.map((at, i) => ({ at: Number(at), i })).sort((a, b) => a.at - b.at)
  for (let k = 1; k < order.length; k++) order[k].at = Math.max(order[k].at, order[k - 1].at + LINE_HEIGHT)
  const over = Math.max(0, order.at(-1).at - (HEIGHT - BOTTOM - 16))
  const moved = []
  for (const { at, i } of order) moved[i] = Math.round(Math.max(TOP + 8, at - over))
  return moved
}

const digits = value => Number(value.toPrecision(3)).toLocaleString('en')
const named = value => value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000},000` : String(value)
const escaped = content => String(content).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const text = (x, y, content, className, extra = '') => `<text class="${className}" x="${x}" y="${y}" ${extra}>${escaped(content)}</text>`
