import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets its heaps grow to several times what is in use unless it is told that memory counts: some 25 MB of a service that holds 10 MB of items.
 * Imported before all else, and inherited by the worker. What malloc keeps is bounded by the environment of the image (see the Dockerfile).
 */
setFlagsFromString('--optimize-for-size')
