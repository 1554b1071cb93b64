import { button, byId, element, spoken } from './dom.js'
import { createFilters } from './filters.js'
import { number } from './parts.js'

/** More corpora than these are a list to open, not buttons side by side. */
const MOST_BUTTONS = 6

let filters
let filtersOf
let whenChanged

export const query = () => byId('query').value.trim()
export const corpus = () => byId('corpora').querySelector('input:checked, select')?.value
const threshold = () => Number(byId('threshold').value)

/** What the controls say, as `POST /match` takes it. */
export function requestOf (offset) {
  const filter = filtersOf === corpus() ? filters?.filter() : undefined
  return {
    query: query(),
    explain: true,
    ...corpus() !== undefined && { corpus: corpus() },
    ...threshold() > 0 && { threshold: threshold() },
    ...filter !== undefined && { filter },
    ...offset > 0 && { offset }
  }
}

/** Listens to everything but the text. `changed` is called while somebody still moves a control, `chosen` when they are done. */
export function watchControls ({ changed, chosen }) {
  whenChanged = changed
  byId('corpora').addEventListener('change', async () => { await resetFilters(); chosen() })
  byId('threshold').addEventListener('input', () => { showThreshold(); changed() })
  byId('filters').addEventListener('toggle', () => { if (byId('filters').open) loadFilters() })
  showThreshold()
}

/** The corpora to choose from: the one that was chosen stays, else it is the usual one. */
export async function showCorpora (corpora, usual) {
  const before = corpus()
  const names = corpora.map(({ name }) => name)
  const checked = [before, usual, names[0]].find(name => names.includes(name))
  const ordered = [...corpora].sort((a, b) => Number(b.name === usual) - Number(a.name === usual))
  const legend = byId('corpora').querySelector('legend')
  const choices = ordered.length > MOST_BUTTONS ? [selectOf(ordered, checked)] : ordered.map(one => radioOf(one, checked))
  byId('corpora').replaceChildren(legend, ...choices)
  byId('controls').classList.remove('waiting')
  if (checked !== before) await resetFilters()
}

function radioOf ({ name, items }, checked) {
  return element('label', {},
    element('input', { type: 'radio', name: 'corpus', value: name, checked: name === checked }),
    element('span', {}, name, ' ', element('small', {}, number(items), spoken(items === 1 ? ' item' : ' items'))))
}

function selectOf (corpora, checked) {
  return element('select', { name: 'corpus', 'aria-label': 'Look among' }, ...corpora.map(({ name, items }) =>
    element('option', { value: name, selected: name === checked, textContent: `${name} (${number(items)})` })))
}

/** Reads the values only once somebody wants to see them: they are as large as the corpus. */
export async function resetFilters () {
  filters = filtersOf = undefined
  showCount()
  byId('filter-fields').replaceChildren()
  if (byId('filters').open) await loadFilters()
}

export function resetThreshold () {
  byId('threshold').value = '0'
  showThreshold()
}

async function loadFilters () {
  const name = corpus()
  if (name === undefined || filtersOf === name) return
  filtersOf = name
  byId('filter-fields').replaceChildren(element('p', { className: 'soft', textContent: 'Reading the fields …' }))
  try {
    const created = await createFilters(name, () => { showCount(); whenChanged() })
    if (filtersOf !== name) return
    filters = created
    byId('filter-fields').replaceChildren(...created.nodes)
  } catch (error) {
    if (filtersOf !== name) return
    filtersOf = undefined
    byId('filter-fields').replaceChildren(element('p', { textContent: `The fields could not be read: ${error.message}` }), button('Try again', loadFilters))
  }
}

/** How many conditions there are, to be seen while they are folded away. */
function showCount () {
  const count = (filters?.count() ?? 0) + Number(threshold() > 0)
  byId('filter-count').replaceChildren(...count === 0 ? [] : [String(count), spoken(' in use')])
}

function showThreshold () {
  const text = threshold() === 0 ? 'any' : threshold().toFixed(2)
  byId('threshold-value').textContent = text
  byId('threshold').setAttribute('aria-valuetext', text)
  showCount()
}
