// The one limiter that is used of the package, which would load a store for each database. See build.mjs.
export { default as RateLimiterMemory } from '../node_modules/rate-limiter-flexible/lib/RateLimiterMemory.js'
export { default as RateLimiterRes } from '../node_modules/rate-limiter-flexible/lib/RateLimiterRes.js'
