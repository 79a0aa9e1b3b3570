/** The compiler that tslab brings along. */
export type Compiler = typeof import('@tslab/typescript-for-tslab');

/** Puts other members in the place of some of the compiler's, for whoever loads it later: tslab has to come after. */
export function mendCompiler(change: (ts: Compiler) => Partial<Compiler>): void {
  const path = require.resolve('@tslab/typescript-for-tslab');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- its place in require.cache is what is changed
  const ts = require(path) as Compiler;
  // Its members cannot be assigned. Loaded a line above, so it is in the cache.
  require.cache[path]!.exports = { ...ts, ...change(ts) };
}
