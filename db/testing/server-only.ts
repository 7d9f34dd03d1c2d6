/** Stands in for the package of this name, which refuses to load outside a React server build. */
export {};
