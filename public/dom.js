export const byId = id => document.getElementById(id)

/** An element with properties (`className`, `textContent`, …; `on…` and `aria-…` too) and children. */
export function element (tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue
    if (name.includes('-') || name === 'for' || name === 'list' || name === 'role') node.setAttribute(name, value)
    else node[name] = value
  }
  node.append(...children.filter(child => child !== undefined && child !== ''))
  return node
}

export const button = (text, onclick, properties = {}) => element('button', { type: 'button', textContent: text, onclick, ...properties })

/** Heard by a screen reader, and not seen. */
export const spoken = text => element('span', { className: 'hidden', textContent: text })

/** `min_salary` → `min salary`, `address.city` → `address city`. */
export const words = name => name.replace(/[._]+/g, ' ').trim()

/** Where an item has the field; a name with dots reaches into objects. */
export function valueAt (item, name) {
  if (Object.hasOwn(item, name)) return item[name]
  return name.split('.').reduce((at, key) => at !== null && typeof at === 'object' ? at[key] : undefined, item)
}

const ISO_DATE = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/
export const isDate = value => typeof value === 'string' && ISO_DATE.test(value)
