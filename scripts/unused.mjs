// Stands in the bundle for packages that are loaded and not used. See build.mjs.
export default undefined
