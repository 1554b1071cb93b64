import { element } from './dom.js'

const STAGES = { tokenize: 'read the words', queue: 'wait for a turn', infer: 'find the meaning', search: 'search the corpus' }

/** `infer;dur=1.20, search;dur=0.31` → [['infer', 1.2], ['search', 0.31]] */
export function stagesOf (serverTiming) {
  return serverTiming.split(',').flatMap(part => {
    const [, stage, ms] = /^\s*([\w-]+)\s*;.*\bdur=([\d.]+)/.exec(part) ?? []
    return stage === undefined ? [] : [[stage, Number(ms)]]
  })
}

const ms = value => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

export function showTiming (where, serverTiming, tripMs) {
  const all = stagesOf(serverTiming)
  const remembered = all.some(([stage, duration]) => stage === 'infer' && duration === 0)
  const stages = remembered ? all.filter(([, duration]) => duration > 0) : all
  const sum = stages.reduce((total, [, duration]) => total + duration, 0)
  const bar = element('div', { className: 'bar', 'aria-hidden': 'true' }, ...stages.filter(([, duration]) => duration > 0).map(([stage, duration]) => {
    const part = element('span', { className: `stage ${stage}` })
    part.style.flexGrow = String(duration / sum)
    return part
  }))
  const rows = stages.map(([stage, duration]) => [element('dt', {}, element('i', { className: `stage ${stage}` }), STAGES[stage] ?? stage), element('dd', { textContent: ms(duration) })])
  const total = [element('dt', { textContent: 'there and back, as seen here', className: 'total' }), element('dd', { textContent: ms(tripMs), className: 'total' })]
  const note = remembered ? [element('p', { className: 'soft', textContent: 'This text was asked a moment ago, so its vector was still at hand.' })] : []
  where.replaceChildren(bar, element('dl', { className: 'stages' }, ...[...rows, total].flat()), ...note)
}
