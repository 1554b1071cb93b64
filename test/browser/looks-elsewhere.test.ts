import t from 'tap'
import { fakeEmbedder, storeOf } from '../helper.ts'
import { launch, serve } from './browser.ts'
import { ODD, THIRTY } from './odd-corpora.ts'
import { examine, OWN, TROUBLE } from './scenes.ts'

const browser = await launch(t)
const embedder = fakeEmbedder()
const addresses = {
  shipped: (await serve(t)).url,
  odd: (await serve(t, {}, { embedder, corpora: storeOf(ODD) })).url,
  thirty: (await serve(t, {}, { embedder, corpora: storeOf(THIRTY) })).url
}

examine(t, browser, OWN, addresses)
examine(t, browser, TROUBLE, addresses)
