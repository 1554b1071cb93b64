import { isDate, words } from './dom.js'

const TITLES = ['title', 'role', 'job_role', 'job_title', 'name', 'headline', 'heading', 'subject', 'question', 'label']
const TEXTS = ['content', 'description', 'summary', 'snippet', 'text', 'body', 'answer', 'abstract', 'story']
/** What is said without its name, in the line below the heading. */
const PLACES = ['company', 'location', 'category', 'source_path', 'timestamp', 'date', 'published_at']
const HIDDEN = /^(id|slug|user_id)$|(^|_)(uu)?id$/
const LONGEST_TITLE = 80
const MOST_FACTS = 8
const ADDRESS = /^https?:\/\//

const isText = value => typeof value === 'string' && value.trim() !== ''
const isObject = value => value !== null && typeof value === 'object'
const isEmpty = value => value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** `Job Role` and `job-role` are `job_role` to whoever looks for it. */
const plain = name => name.toLowerCase().replace(/[\s-]+/g, '_')

/** 1985, not 1,985: most numbers of four digits are years. */
export const number = value => value.toLocaleString('en', { useGrouping: 'min2' })

export function readable (value) {
  if (isDate(value)) return new Date(value).toLocaleDateString('en-GB', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? number(value) : String(value)
}

/** Whether a value is the address of a page, and may be a link. */
export const isAddress = value => isText(value) && ADDRESS.test(value)

/** The first words of a text, for where there is no room for more. */
export function beginning (text) {
  const line = text.trim().replace(/\s+/g, ' ')
  if (line.length <= LONGEST_TITLE) return line
  const cut = line.slice(0, LONGEST_TITLE)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 20 ? cut.lastIndexOf(' ') : LONGEST_TITLE)} …`
}

/** Values of nested objects under their names with dots; lists of objects are left out. */
const flat = (item, prefix = '') => Object.entries(item).flatMap(([name, value]) =>
  isObject(value) && !Array.isArray(value) ? flat(value, `${prefix}${name}.`) : [[prefix + name, value]])

function fieldOf (item, names) {
  const known = new Map(Object.keys(item).filter(name => isText(item[name])).map(name => [plain(name), name]))
  return known.get(names.find(name => known.has(name)))
}

/** Which field of an item is its heading, which its text; undefined where it has none. */
function namesOf (item) {
  const strings = Object.keys(item).filter(name => isText(item[name]) && !HIDDEN.test(plain(name)) && !isAddress(item[name]))
  const text = fieldOf(item, TEXTS) ?? strings.find(name => item[name].length > LONGEST_TITLE && !TITLES.includes(plain(name)))
  const title = fieldOf(item, TITLES) ?? strings.find(name => name !== text && item[name].length <= LONGEST_TITLE && !isDate(item[name]) && !PLACES.includes(plain(name)))
  return { title, text }
}

/** What stands for an item in a sentence: its heading, or how its text begins; undefined where it has neither. */
export function headingOf (item) {
  const { title, text } = namesOf(item)
  return title !== undefined ? item[title] : text !== undefined ? beginning(item[text]) : undefined
}

function salaryOf ({ min_salary: min, max_salary: max, currency }) {
  const [from, to] = [min, max].map(value => typeof value === 'number' ? number(value) : undefined)
  const range = from === undefined ? to && `up to ${to}` : to === undefined ? `from ${from}` : from === to ? from : `${from} – ${to}`
  return range && [range, currency].filter(isText).join(' ')
}

/** An item in the parts that a reader looks for: `title`, `text` with the name of its field, `places`, `lists` and `facts` with their names, and how many facts were `left` out. */
export function partsOf (item) {
  const { title, text } = namesOf(item)
  const salary = salaryOf(item)
  const places = PLACES.map(name => fieldOf(item, [name])).filter(name => name !== undefined && name !== title)
  const shown = new Set([title, text, ...places, ...salary === undefined ? [] : ['min_salary', 'max_salary', 'currency']])
  const rest = flat(item).filter(([name, value]) => !shown.has(name) && !HIDDEN.test(plain(name)) && !isEmpty(value))
  const lists = rest.filter(([, value]) => Array.isArray(value) && !value.some(isObject))
  const facts = [...salary === undefined ? [] : [['salary', salary]], ...rest.filter(([, value]) => !Array.isArray(value))]
  return {
    title: item[title],
    text: item[text],
    textName: text,
    places: places.map(name => readable(item[name])),
    lists: lists.map(([name, values]) => [words(name), values]),
    facts: facts.slice(0, MOST_FACTS).map(([name, value]) => [words(name), value]),
    left: Math.max(0, facts.length - MOST_FACTS)
  }
}
