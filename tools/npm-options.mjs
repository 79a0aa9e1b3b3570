/**
 * npm keeps options that stand before `--` for itself, and tells the programs that it runs of them in their environment.
 *
 * @param {string} command such as `npm run train`
 * @param {readonly string[]} options the command's own, with what follows them: `--epochs <n>`
 * @param {readonly string[]} [args] what did arrive
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} what happened and what to type; undefined when npm has kept none of these options
 */
export function keptByNpm(command, options, args = [], env = process.env) {
  const kept = options.flatMap((flags) => {
    const name = flags.split(' ')[0];
    const value = env[`npm_config_${name.slice(2).replaceAll('-', '_')}`];
    if (!value) return [];
    return { name, typed: value === 'true' ? flags : `${name} ${value}` };
  });
  if (kept.length === 0) return undefined;
  // Values of kept options arrive as arguments, of which nobody can tell any more to which they belong.
  const others = kept.some(({ typed }) => typed.includes('<')) ? [] : args;
  const typed = [...others, ...kept.map((option) => option.typed)].join(' ');
  const names = kept.map(({ name }) => name).join(' and ');
  return `npm has kept ${names} for itself. Type: ${command} -- ${typed}`;
}
