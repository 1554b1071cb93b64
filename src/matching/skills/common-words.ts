/** Real words that lie one or two slips from a word of a skill: `banking` is not a wrong `baking`. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(['baking', 'banking', 'welding', 'wedding', 'medication', 'meditation', 'tiling', 'tilling', 'mediation'])
