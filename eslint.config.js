import neostandard from 'neostandard'

/** The rooms of src/ and what each may enter; test/, scripts/ and bench/ may enter all. See docs/design.md. */
const LEAVES = ['errors.ts', 'suggest.ts', 'validation.ts']
const MAY_ENTER = {
  matching: [],
  embedding: ['matching'],
  corpus: ['matching'],
  conversion: ['embedding/model-folder.ts'],
  ingest: ['matching', 'corpus'],
  schemas: ['config.ts', 'matching'],
  plugins: ['schemas', 'matching', 'config.ts'],
  routes: ['schemas', 'matching', 'config.ts', 'status.ts'],
  cli: ['config.ts', 'cpu-quota.ts', 'corpus', 'embedding', 'ingest', 'conversion', 'matching']
}

const arrows = Object.entries(MAY_ENTER).map(([room, others]) => {
  const allowed = [...others, ...LEAVES].map(path => path.endsWith('.ts') ? `${path.replaceAll('.', '\\.')}$` : `${path}/`)
  const message = `Arrows out of ${room}/ go to: ${[...others, ...LEAVES].join(', ')}.`
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^(?:\\.\\./)+(?!\\.\\./|${allowed.join('|')})`, message }] }] }
  }
})

export default [
  ...neostandard({ ts: true, ignores: ['dist/**', 'bench/results/**', '.tap/**'] }),
  ...arrows,
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // A schema and the type that is derived from it share a name.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  }
]
