import t from 'tap'
import { launch, serve } from './browser.ts'
import { examine, SHIPPED } from './scenes.ts'

const browser = await launch(t)
const { url } = await serve(t)

examine(t, browser, SHIPPED, { shipped: url, odd: url, thirty: url })
