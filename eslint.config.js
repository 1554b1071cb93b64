import neostandard from 'neostandard'

/** The rooms of src/ and what each may enter; test/, scripts/ and bench/ may enter all. See docs/design.md. */
const LEAVES = ['counted.ts', 'error-codes.ts', 'errors.ts', 'problems.ts', 'suggest.ts']
const MAY_ENTER = {
  matching: [],
  embedding: ['matching'],
  corpus: ['matching'],
  conversion: ['embedding/model-folder.ts'],
  postgres: ['matching', 'corpus'],
  ingest: ['matching', 'corpus'],
  writing: ['matching', 'corpus', 'ingest'],
  schemas: ['config.ts', 'matching'],
  // Types only: a test says what its bundle is made of.
  client: ['schemas/client.ts'],
  plugins: ['schemas', 'matching', 'config.ts'],
  routes: ['plugins/client-signal.ts', 'schemas', 'matching', 'config.ts', 'status.ts'],
  cli: ['client', 'config.ts', 'cpu-quota.ts', 'corpus', 'embedding', 'ingest', 'conversion', 'matching', 'postgres']
}

/** Packages that only the room they are named for may import. */
const PACKAGES_OF = {
  fastify: ['plugins', 'routes'],
  '@fastify/': ['plugins', 'routes'],
  'onnxruntime-node': ['embedding'],
  '@xenova/transformers': ['embedding'],
  protobufjs: ['conversion'],
  pg: ['postgres'],
  ws: ['postgres'],
  umzug: ['postgres'],
  'mdast-util-': ['ingest'],
  'micromark-': ['ingest'],
  'github-slugger': ['ingest'],
  pgvector: ['postgres'],
  minisearch: ['matching'],
  'node:fs': ['corpus', 'embedding', 'conversion', 'ingest', 'plugins', 'cli', 'writing'],
  'node:http': ['plugins']
}

const arrows = Object.entries(MAY_ENTER).flatMap(([room, others]) => {
  const allowed = [...others, ...LEAVES].map(path => path.endsWith('.ts') ? `${path.replaceAll('.', '\\.')}$` : `${path}/`)
  const message = `Arrows out of ${room}/ go to: ${[...others, ...LEAVES].join(', ')}.`
  // From a folder inside a room, one step up is still in it.
  return ['*.ts', '*/*.ts'].map((files, depth) => ({
    files: [`src/${room}/${files}`],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^(?:\\.\\./){${depth + 1},}(?!\\.\\./|${allowed.join('|')})`, message }, ...packagesFor(room)] }] }
  }))
})

function packagesFor (room) {
  const others = Object.entries(PACKAGES_OF).filter(([, rooms]) => !rooms.includes(room)).map(([name]) => name)
  return [{ regex: `^(?:${others.join('|')})`, message: `${room}/ knows nothing of this.` }]
}

/** What everything may import imports nothing but each other. */
const leaves = {
  files: LEAVES.map(file => `src/${file}`),
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^\\./(?!${LEAVES.map(file => file.replace('.', '\\.')).join('|')})`, message: 'A leaf imports leaves only.' }] }] }
}

export default [
  ...neostandard({ ts: true, ignores: ['dist/**', 'src/corpus/simd/**', 'bench/results/**', '.tap/**'] }),
  ...arrows,
  leaves,
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
