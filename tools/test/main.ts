import { delimiter, dirname, join } from 'node:path';

import { PRECISION_VARIABLE } from '../../lib/backend/precision';
import { childEnvironment } from '../setup/environment.mjs';
import { CommandError, runCommand } from '../setup/run-command.mjs';
import { CHECKS, type Check } from './checks';
import { type Count, countResults } from './count';

interface Outcome extends Count {
  readonly name: string;
  readonly seconds: number;
}

const ROOT = dirname(dirname(__dirname));

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !CHECKS.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `No check is called ${unknown.join(', ')}. There are: ${CHECKS.map(({ name }) => name).join(', ')}.`,
    );
    process.exitCode = 1;
    return;
  }
  const outcomes: Outcome[] = [];
  for (const check of CHECKS) {
    if (names.length === 0 || names.includes(check.name)) outcomes.push(await run(check));
  }
  console.log(describe(outcomes));
  process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
}

async function run(check: Check): Promise<Outcome> {
  const { name, command, environment } = check;
  const [program, ...args] = command;
  const started = performance.now();
  console.log(`\n── ${name}: ${program} ${args.join(' ')}`);
  const env = childEnvironment({
    INIT_CWD: ROOT, // wherever npm test was typed
    [PRECISION_VARIABLE]: undefined, // what tests state is true of float32
    PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
    ...environment,
  });
  const onOutput = (text: string) => void process.stdout.write(text);
  const count = await runCommand(program, args, { cwd: ROOT, env, onOutput }).then(
    (output) => countResults(output, true),
    (error: unknown) => {
      console.log(error instanceof Error ? error.message : error);
      return countResults(error instanceof CommandError ? error.output : '', false);
    },
  );
  return { name, ...count, seconds: (performance.now() - started) / 1000 };
}

/** A table, and the totals alone on the last line. */
function describe(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const rows = outcomes.map(({ name, passed, failed, seconds }) => {
    const result = failed > 0 ? `${failed} failed, ${passed} passed` : `${passed} passed`;
    return `  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s  ${result}`;
  });
  const total = (key: keyof Count) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  return ['', ...rows, '', `${total('passed')} passed, ${total('failed')} failed`].join('\n');
}

void main(process.argv.slice(2));
