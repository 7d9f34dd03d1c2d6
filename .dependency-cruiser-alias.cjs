// The one path alias of tsconfig.json, for a resolver that cannot read it without TypeScript's own library.
module.exports = { resolve: { alias: { "@": process.cwd() } } };
