import { button, element, isDate, valueAt, words } from './dom.js'
import { ask } from './api.js'
import { number } from './parts.js'

/** Items that are looked at for the values of a field. */
const SAMPLE = 1000
/** A field where nearly every item has a value of its own is none to choose from. */
const MOST_DISTINCT = 0.8
const LONGEST_VALUE = 60
/** More values are typed than picked. */
const LONGEST_SELECT = 30

const isScalar = value => ['string', 'number', 'boolean'].includes(typeof value)

/** How one field can be narrowed, from what the items have in it; undefined where it cannot. */
function choiceOf ({ name, type }, items) {
  if (name === 'id' || type === 'object') return undefined
  const values = items.flatMap(item => valueAt(item, name) ?? []).filter(isScalar)
  if (values.length === 0) return undefined
  const distinct = Map.groupBy?.(values, value => value) ?? grouped(values)
  const ordered = [...distinct].map(([value, all]) => ({ value, count: all.length }))
  if (type === 'number') return { name, kind: 'range', min: Math.min(...values), max: Math.max(...values) }
  if (values.every(isDate)) return { name, kind: 'dates', min: values.reduce((a, b) => a < b ? a : b).slice(0, 10), max: values.reduce((a, b) => a > b ? a : b).slice(0, 10) }
  const usable = ordered.length > 1 && ordered.length <= values.length * MOST_DISTINCT && values.every(value => String(value).length <= LONGEST_VALUE)
  return usable ? { name, kind: 'values', values: ordered.sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1)) } : undefined
}

function grouped (values) {
  const groups = new Map()
  for (const value of values) groups.has(value) ? groups.get(value).push(value) : groups.set(value, [value])
  return groups
}

async function choicesOf (corpus) {
  const [{ fields }, { items, total }] = await Promise.all([ask().corpus(corpus), ask().items(corpus, { limit: SAMPLE })])
  return { choices: fields.map(field => choiceOf(field, items)).filter(choice => choice !== undefined), seen: items.length, total }
}

/** The filters of one corpus: `fields` to show, `filter()` as the API takes it. `onChange` is called whenever that changes. */
export async function createFilters (corpus, onChange) {
  const { choices, seen, total } = await choicesOf(corpus)
  const conditions = new Map()
  const set = (name, condition) => {
    if (condition === undefined) conditions.delete(name)
    else conditions.set(name, condition)
    onChange()
  }
  // What is picked from comes before what is measured.
  const ordered = [...choices].sort((a, b) => Number(a.kind !== 'values') - Number(b.kind !== 'values'))
  const fields = ordered.map(choice => WIDGETS[choice.kind](choice, condition => set(choice.name, condition)))
  const note = seen < total ? [element('p', { className: 'soft', textContent: `The values are those of the first ${seen} of ${total} items.` })] : []
  if (fields.length === 0) note.push(element('p', { className: 'soft', textContent: 'No field of this corpus has values to choose from.' }))
  return { nodes: [...fields, ...note], filter: () => conditions.size === 0 ? undefined : Object.fromEntries(conditions), count: () => conditions.size }
}

const WIDGETS = { values: valuesField, range: rangeField, dates: datesField }
let lastId = 0

function valuesField ({ name, values }, set) {
  const chosen = new Set()
  const chips = element('div', { className: 'chips' })
  const id = `filter-${++lastId}`
  const few = values.length <= LONGEST_SELECT
  const input = few
    ? element('select', { id }, element('option', { value: '', textContent: 'any' }), ...values.map(({ value, count }, index) => element('option', { value: String(index), textContent: `${value} (${count})` })))
    : element('input', { id, list: `${id}-values`, placeholder: `any of ${values.length}`, autocomplete: 'off' })

  function changed () {
    chips.replaceChildren(...[...chosen].map(value => button(`${value} ×`, () => {
      chosen.delete(value)
      changed()
      input.focus()
    }, { 'aria-label': `Remove ${words(name)} ${value}` })))
    if (few) input.options[0].textContent = chosen.size === 0 ? 'any' : 'or …'
    set(chosen.size === 0 ? undefined : chosen.size === 1 ? [...chosen][0] : { any: [...chosen] })
  }

  function add (value) {
    input.value = ''
    if (value === undefined || chosen.has(value)) return
    chosen.add(value)
    changed()
  }

  if (few) input.addEventListener('change', () => add(values[Number(input.value)]?.value))
  else typed(input, text => values.find(({ value }) => String(value).toLowerCase() === text.toLowerCase())?.value, add)
  const list = few ? '' : element('datalist', { id: `${id}-values` }, ...values.map(({ value }) => element('option', { value: String(value) })))
  return element('div', { className: 'field' }, element('label', { for: id, textContent: words(name) }), input, list, chips)
}

/** A value picked from the list comes as one `input` without a key; one that is typed is complete with Enter or when the field is left. */
function typed (input, find, add) {
  const take = () => {
    const text = input.value.trim()
    const value = find(text)
    input.setCustomValidity(text !== '' && value === undefined ? 'No item has this value.' : '')
    if (value !== undefined) add(value)
    else if (text !== '') input.reportValidity()
  }
  input.addEventListener('input', event => {
    input.setCustomValidity('')
    if (event.inputType === undefined || event.inputType === 'insertReplacementText') take()
  })
  input.addEventListener('change', take)
  input.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    take()
  })
}

function rangeField ({ name, min, max }, set) {
  return boundsField(name, 'number', { min: undefined, max: undefined, step: 'any' }, [min, max], input => input.value === '' ? undefined : input.valueAsNumber, set)
}

function datesField ({ name, min, max }, set) {
  const ends = { gte: 'T00:00:00Z', lte: 'T23:59:59.999Z' }
  return boundsField(name, 'date', { min, max }, [], (input, operator) => input.value === '' ? undefined : input.value + ends[operator], set)
}

function boundsField (name, type, properties, [lowest = '', highest = ''], read, set) {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined)
  const bound = (word, placeholder) => element('input', { type, placeholder: placeholder === '' ? '' : number(placeholder), 'aria-label': `${words(name)} ${word}`, ...Object.fromEntries(given) })
  const from = bound('from', lowest)
  const to = bound('to', highest)
  const changed = () => {
    const range = Object.fromEntries([['gte', from], ['lte', to]].map(([operator, input]) => [operator, read(input, operator)]).filter(([, value]) => value !== undefined))
    set(Object.keys(range).length === 0 ? undefined : range)
  }
  for (const input of [from, to]) input.addEventListener('change', changed)
  return element('fieldset', { className: 'field' }, element('legend', { textContent: words(name) }), element('div', { className: 'bounds' }, from, element('span', { textContent: 'to' }), to))
}
