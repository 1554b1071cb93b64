import t from 'tap'
import { differences, matchProblems, printedDifferences } from './answers.ts'
import { checkDocker } from './docker.ts'
import { brokenLinks, unknownCommands } from './links.ts'
import { readPage } from './markdown.ts'

/** What the checks of the documentation let through, and what they find. */

t.test('scores may differ in the third digit, times altogether, the rest not at all', async t => {
  const shown = { matches: [{ id: 'a', score: 0.5 }], took_ms: 2 }
  t.same(differences(shown, { matches: [{ id: 'a', score: 0.5019 }], took_ms: 90 }), [])
  t.match(differences(shown, { matches: [{ id: 'a', score: 0.51 }], took_ms: 2 }), [/matches\.0\.score is 0\.51/])
  t.equal(differences(shown, { matches: [{ id: 'b', score: 0.5 }, { id: 'c', score: 0.4 }], more: 1 }).length, 3)
})

t.test('what is printed is compared line by line', async t => {
  t.same(printedDifferences('0.405  A title\n', '0.406  A title  \n'), [])
  t.equal(printedDifferences('0.405  A title', '0.405  Another title').length, 1)
  t.equal(printedDifferences('one', 'one\ntwo').length, 1)
})

t.test('a match finds something, and what its filter lets through', async t => {
  const code = 'curl -d \'{"query":"x","filter":{"city":"Berlin"}}\''
  t.same(matchProblems(code, [{ matches: [{ item: { id: 'a', city: 'Berlin' } }] }]), [])
  t.match(matchProblems(code, [{ matches: [{ item: { id: 'a', city: 'Bern' } }] }]), [/a does not fit/])
  t.match(matchProblems('', [{ results: [{ matches: [] }] }]), [/no matches/])
})

t.test('Docker: the port, the folder, the image and the options', async t => {
  t.same(checkDocker('docker build -t kindred .\ndocker run --rm -p 8080:7860 --read-only kindred'), [])
  for (const line of ['docker run kindred', 'docker run -p 80:80 kindred', 'docker run -p 80:7860 --privileged kindred', 'docker run -p 80:7860 --memory=64m kindred',
    'docker run -p 80:7860 -v ./data:/data:ro kindred', 'docker build -t kindred -f other .', 'docker compose up', 'docker build -t a .\ndocker run -p 80:7860 b']) {
    t.equal(checkDocker(line).length, 1, line)
  }
})

t.test('a page: its blocks with their reasons, its links, its anchors', async t => {
  const folder = t.testdir({
    'other.md': '# Other', 'page.md': `---
title: x
---
# A title: what's *in* it?

## Twice

## Twice

<!-- not run: a reason -->
\`\`\`sh file.sh
one
\`\`\`

    indented

[a](other.md#other) [b](other.md#nothing) [c](missing.md) [d](#twice-1) [e](#twice-2) <https://elsewhere.example/>

\`npm run nothing\`, \`npm start\`, \`npm run -s kindred -- match\`, \`node scripts/nothing.mjs\`, \`docker run kindred\`
`
  })
  const path = `${folder.slice(process.cwd().length + 1)}/page.md`
  const page = readPage(path)
  t.same(page.blocks, [{ page: path, line: 11, language: 'sh', file: 'file.sh', code: 'one', notRun: 'a reason' }])
  t.same([...page.anchors], ['a-title-whats-in-it', 'twice', 'twice-1'])
  t.match(brokenLinks(page), [/no heading for #nothing/, /there is no .*missing\.md/, /no heading for #twice-2/])
  t.match(unknownCommands(page), [/no script nothing/, /no scripts\/nothing\.mjs/, /no port is published/])
})
