// Densities and a curve as SVG, without a library.
const WIDTH = 860
const HEIGHT = 300
const LEFT = 56
const RIGHT = 56
const TOP = 46
const BOTTOM = 42
const FROM = -0.2
const TO = 0.9
const SERIES = [
  { key: 'pairs', colour: '#6b7280', label: 'a sentence about anything and an item', bandwidth: 0.012 },
  { key: 'others', colour: '#d97706', label: 'best match of a sentence that nothing fits', bandwidth: 0.03 },
  { key: 'fitting', colour: '#2563eb', label: 'best match of a sentence that something fits', bandwidth: 0.03 }
]
const CURVE = '#15803d'

const x = cosine => LEFT + (cosine - FROM) / (TO - FROM) * (WIDTH - LEFT - RIGHT)
const y = share => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
const steps = Array.from({ length: 221 }, (_, i) => FROM + i * (TO - FROM) / 220)
const points = (values, height) => values.map(value => `${x(value).toFixed(1)},${y(height(value)).toFixed(1)}`).join(' ')
const text = (at, content, extra = '') => `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${extra}>${content}</text>`

/** A Gaussian kernel density, scaled to a height of 1 at its top. */
function density (values, bandwidth) {
  const bins = new Map()
  for (const value of values) {
    const bin = Math.round(value * 500) / 500
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  const raw = at => [...bins].reduce((sum, [value, count]) => sum + count * Math.exp(-(((at - value) / bandwidth) ** 2) / 2), 0)
  const top = Math.max(...steps.map(raw))
  return at => raw(at) / top
}

function area (values, { colour, bandwidth }) {
  const height = density(values, bandwidth)
  const line = points(steps, height)
  return `<polygon points="${x(FROM)},${y(0)} ${line} ${x(TO)},${y(0)}" fill="${colour}" fill-opacity="0.16"/><polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"/>`
}

/** The lowest score that is shown as so many percent. */
const scoreOf = (percent, wanted) => Array.from({ length: 1000 }, (_, i) => i / 1000).find(score => percent(score) >= wanted)

function border (percent, wanted, word, anchor) {
  const at = scoreOf(percent, wanted)
  return `<line x1="${x(at)}" x2="${x(at)}" y1="${y(1)}" y2="${y(0)}" stroke="${CURVE}" stroke-dasharray="3 4"/>${text([x(at), y(1) - 4], `${word} from ${at.toFixed(2)}`, `text-anchor="${anchor}" fill="${CURVE}" font-size="12"`)}`
}

/** @param data cosines by series, and the percentage of a score */
export function panel ({ title, percent, ...data }, index) {
  const ticks = Array.from({ length: 12 }, (_, i) => (i - 2) / 10)
  const axis = ticks.map(tick => `<line x1="${x(tick)}" x2="${x(tick)}" y1="${y(0)}" y2="${y(0) + 5}" stroke="#374151"/>${text([x(tick), y(0) + 19], tick.toFixed(1).replace('-', '−'), 'text-anchor="middle" font-size="12"')}`).join('')
  const shares = [0, 25, 50, 75, 100].map(share => text([WIDTH - RIGHT + 8, y(share / 100) + 4], `${share} %`, `font-size="12" fill="${CURVE}"`)).join('')
  return `<g transform="translate(0 ${40 + index * HEIGHT})">
${text([LEFT, 18], title, 'font-size="15" font-weight="600"')}
${SERIES.map(series => area(data[series.key], series)).join('\n')}
<polyline points="${points(steps, score => percent(score) / 100)}" fill="none" stroke="${CURVE}" stroke-width="2.5"/>
${border(percent, 33, 'good', 'end')}${border(percent, 75, 'strong', 'start')}
<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(0)}" y2="${y(0)}" stroke="#374151"/>${axis}${shares}
${text([(LEFT + WIDTH - RIGHT) / 2, y(0) + 36], 'cosine (score)', 'text-anchor="middle" font-size="12"')}
</g>`
}

export function picture (panels) {
  const height = 84 + panels.length * HEIGHT
  const entries = [...SERIES, { colour: CURVE, label: 'match_percent (right)' }]
  const places = [[LEFT, 20], [LEFT + 360, 20], [LEFT, 38], [LEFT + 360, 38]]
  const legend = entries.map(({ colour, label }, i) => `<rect x="${places[i][0]}" y="${places[i][1] - 10}" width="14" height="10" fill="${colour}" fill-opacity="0.75"/>${text([places[i][0] + 20, places[i][1]], label, 'font-size="13"')}`).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" fill="#111827" role="img" aria-label="Densities of cosines in two corpora, and the curve from score to percent">
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
${legend}
<g transform="translate(0 14)">${panels.join('\n')}</g>
</svg>
`
}
