import { ask } from './api.js'
import { headingOf } from './parts.js'

const LOOKED_AT = 12
const SHOWN = 3
const LONGEST = 90

/** What can be said of the corpora that ship with Kindred; of others nothing is known but their items. */
const SHIPPED = {
  mentors: {
    examples: ['I got laid off and dread interviews', 'My father is getting old and lives far away', 'I feel like a fraud at my new job'],
    about: 'The stories that ship with Kindred are invented, and none is advice.'
  },
  jobs: {
    examples: ['I like working outside with my hands', 'Night shifts are fine, I want to care for people', 'Numbers, quiet, and a window'],
    about: 'The jobs and employers that ship with Kindred are invented.'
  },
  people: {
    examples: ['Someone who can explain databases patiently', 'Knows gardens and bees'],
    about: 'The people who ship with Kindred are invented.'
  },
  documents: { examples: ['How do I bring my own data?', 'What happens to what people type?'] }
}

const known = corpus => Object.hasOwn(SHIPPED, corpus ?? '') ? SHIPPED[corpus] : {}

export const aboutCorpus = corpus => known(corpus).about ?? ''

/** Sentences to begin with: for a corpus that is not known, what a few of its items are called. */
export async function examplesOf (corpus) {
  if (corpus === undefined) return []
  const { examples } = known(corpus)
  if (examples !== undefined) return examples
  const { items } = await ask().items(corpus, { limit: LOOKED_AT }).catch(() => ({ items: [] }))
  const headings = items.map(headingOf).filter(text => text !== undefined && text.length <= LONGEST).map(text => text.replace(/ …$/, ''))
  return [...new Set(headings)].slice(0, SHOWN)
}
