import type { Field } from '../matching/ports.ts'
import type { Row, Run } from './database.ts'
import type { Statement } from './statement.ts'

/** One step of the database's schema; runs in the transaction of all of them, with the schema and the extension's on the search path. */
export interface Migration { name: string, up: (run: Run) => Promise<Row[]> }

/** Forward only: a step that was published is never changed, another one follows it. */
export const MIGRATIONS: Migration[] = [
  {
    name: '0001-corpora',
    up: async run => await run({
      values: [],
      text: `create table corpora (
        name text collate "C" primary key,
        id integer generated always as identity unique,
        dimensions integer not null,
        model text not null,
        model_sha256 text not null,
        template jsonb not null,
        fields jsonb not null default '[]',
        items bigint not null default 0,
        bytes bigint not null default 0,
        revision bigint not null default 1,
        updated_at timestamptz not null default now(),
        file_version text,
        written boolean not null default false
      )`
    })
  },
  {
    name: '0002-number',
    up: async run => await run({
      values: [],
      text: `create function kindred_number(value jsonb) returns float8 language sql immutable parallel safe
        as $$ select case when jsonb_typeof(value) = 'number' then (value #>> '{}')::float8 end $$`
    })
  },
  {
    name: '0004-source',
    up: async run => await run({ values: [], text: 'alter table corpora add column source text' })
  },
  {
    name: '0005-tasks',
    up: async run => await run({
      values: [],
      text: `create table tasks (
        id text primary key,
        kind text not null,
        corpus text not null,
        status text not null,
        done bigint not null default 0,
        total bigint,
        error text,
        result jsonb,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        completed_at timestamptz,
        alive_at timestamptz not null default now()
      );
      create index on tasks (created_at)`
    })
  },
  {
    // Corpora that were deleted while a file of their name was there: that file is not taken in again until it changes.
    name: '0006-removed',
    up: async run => await run({ values: [], text: 'create table removed (name text collate "C" primary key, file_version text not null)' })
  },
  {
    name: '0007-number-indexes',
    up: async run => await run({
      values: [],
      text: `create function kindred_index_number(items regclass, field text) returns void language plpgsql as $$
        declare name text := (select relname from pg_class where oid = items) || '_number_' || left(md5(field), 12);
        begin execute format('create index if not exists %I on %s (kindred_number(item -> %L))', name, items, field); end $$`
    })
  }
]

/** The table of a corpus's items. The name is made of a number that the database gave, never of a name from outside. */
export const itemsTable = (corpusId: number): string => `items_${Math.trunc(corpusId)}`

/** Bytes of one row on a page; a vector that leaves no room beside it has to be stored out of line. */
const MOST_INLINE_DIMENSIONS = 1536

/** Creates that table. Plain storage keeps the vectors beside their rows however long the items are: out of line a scan is five times slower. */
export function itemsTableSql (corpusId: number, dimensions: number): string {
  const table = itemsTable(corpusId)
  return `create table ${table} (
    id text collate "C" primary key,
    item jsonb not null,
    dates jsonb,
    text_hash bytea,
    embedding vector(${Math.trunc(dimensions)}) not null
  );
  alter table ${table} alter column embedding set storage ${dimensions <= MOST_INLINE_DIMENSIONS ? 'plain' : 'external'}`
}

/** What equality in filters is answered by. */
export function itemIndexSql (corpusId: number): string {
  const table = itemsTable(corpusId)
  return `create index if not exists ${table}_item on ${table} using gin (item jsonb_path_ops)`
}

/** Every write pays for each. */
const MOST_NUMBER_INDEXES = 8

/** What ranges of numbers in filters are answered by. The name of a field becomes a part of a statement only on the server, which quotes it. */
export function numberIndexesSql (corpusId: number, fields: readonly Field[]): Statement[] {
  const numbers = fields.filter(({ type }) => type === 'number').slice(0, MOST_NUMBER_INDEXES)
  return numbers.map(({ name }) => ({ text: 'select kindred_index_number($1::regclass, $2)', values: [itemsTable(corpusId), name] }))
}

/** pgvector's limit for an HNSW index over `halfvec`; corpora of more dimensions are scanned. */
export const MOST_INDEXED_DIMENSIONS = 4000

export const vectorIndex = (corpusId: number): string => `${itemsTable(corpusId)}_embedding`

/** HNSW over halves, which cost no recall; unit vectors with the inner product have the cosine's order. */
export function vectorIndexSql (corpusId: number, dimensions: number): string {
  return `create index if not exists ${vectorIndex(corpusId)} ${overVectors(corpusId, dimensions, '', '')}`
}

/** The same while others write, which cannot be part of a transaction: names are given with their schemas, as they stand in SQL, because a pooler loses what a session has set. */
export function concurrentVectorIndexSql (corpusId: number, dimensions: number, { schema, extensionSchema }: { schema: string, extensionSchema: string }): string {
  return `create index concurrently ${vectorIndex(corpusId)} ${overVectors(corpusId, dimensions, `${schema}.`, `${extensionSchema}.`)}`
}

const overVectors = (corpusId: number, dimensions: number, schema: string, extension: string): string =>
  `on ${schema}${itemsTable(corpusId)} using hnsw ((embedding::${extension}halfvec(${Math.trunc(dimensions)})) ${extension}halfvec_ip_ops) with (m = 16, ef_construction = 200)`
