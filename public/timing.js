import { element } from './dom.js'

const STAGES = { tokenize: 'read the words', queue: 'wait for a turn', infer: 'find the meaning', search: 'search the corpus', explain: 'find the sentences' }

/** `infer;dur=1.20, search;dur=0.31` → [['infer', 1.2], ['search', 0.31]] */
export function stagesOf (serverTiming) {
  return serverTiming.split(',').flatMap(part => {
    const [, stage, ms] = /^\s*([\w-]+)\s*;.*\bdur=([\d.]+)/.exec(part) ?? []
    return stage === undefined ? [] : [[stage, Number(ms)]]
  })
}

const ms = value => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

/** Always the same rows, so that nothing moves while somebody types. */
export function showTiming (where, serverTiming, tripMs) {
  const stages = stagesOf(serverTiming)
  const sum = stages.reduce((total, [, duration]) => total + duration, 0)
  const bar = element('div', { className: 'bar', 'aria-hidden': 'true' }, ...stages.filter(([, duration]) => duration > 0).map(([stage, duration]) => {
    const part = element('span', { className: `stage ${stage}` })
    part.style.flexGrow = String(duration / sum)
    return part
  }))
  const rows = stages.map(([stage, duration]) => row(STAGES[stage] ?? stage, stage === 'infer' && duration === 0 ? 'still known' : ms(duration), element('i', { className: `stage ${stage}` })))
  where.replaceChildren(bar, element('dl', { className: 'stages' }, ...rows,
    row('the way here and back', ms(Math.max(0, tripMs - sum)), '', 'outside'), row('in all, as this page sees it', ms(tripMs), '', 'total')))
}

const row = (name, time, key = '', className = '') => element('div', { className }, element('dt', {}, key, name), element('dd', { textContent: time }))
