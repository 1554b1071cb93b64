import t from 'tap'
import { wordsOf } from '../../src/matching/words.ts'

t.test('what is written together is found whole and by its parts', async t => {
  t.same(wordsOf('PL/SQL'), ['plsql', 'pl', 'sql'])
  t.same(wordsOf('Form I-485'), ['form', 'i485', 'i', '485'])
  t.same(wordsOf('MAX_QUEUE'), ['maxqueue', 'max', 'queue'])
  t.same(wordsOf('corpus_not_found'), ['corpusnotfound', 'corpus', 'not', 'found'])
  t.same(wordsOf('me@example.org'), ['meexampleorg', 'me', 'example', 'org'])
})

t.test('however it is joined it is the same word', async t => {
  for (const text of ['PL/SQL', 'pl-sql', 'PL_SQL', 'plsql', '(PL/SQL),', '“PL/SQL”']) t.equal(wordsOf(text)[0], 'plsql', text)
})

t.test('plus, sharp and a leading dot make a name', async t => {
  t.same(wordsOf('C, C++ and C#.'), ['c', 'c++', 'and', 'c#'])
  t.same(wordsOf('C/C++'), ['cc++', 'c', 'c++'])
  t.same(wordsOf('.NET, ASP.NET'), ['.net', 'net', 'aspnet', 'asp', 'net'])
  t.same(wordsOf('… and ...then --prune +1'), ['and', 'then', 'prune', '1'])
})

t.test('accents, case, possessives and plurals make no other word', async t => {
  t.same(wordsOf('Curaçao Łódź STRASSE straße Ørsted'), ['curacao', 'lodz', 'strasse', 'strasse', 'orsted'])
  t.same(wordsOf("my father’s nurse's O'Brien don’t"), ['my', 'father', 'nurse', 'obrien', 'dont'])
  t.same(wordsOf('nurses stories ties trees glass bus gas SQL2s'), ['nurse', 'story', 'tie', 'tree', 'glass', 'bus', 'gas', 'sql2s'])
})

t.test('of a path only the parts are words, and what nobody types is none', async t => {
  t.same(wordsOf('a/b/c/d/e/f'), ['a', 'b', 'c', 'd', 'e', 'f'])
  t.same(wordsOf(`key ${'x'.repeat(51)}`), ['key'])
  t.same(wordsOf(' ++ -- … / '), [])
})
