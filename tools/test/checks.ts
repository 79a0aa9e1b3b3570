import { KERNEL_SETS } from '../spread/kernel-sets';

/** One of the things that `npm test` looks at. */
export interface Check {
  readonly name: string;
  /** Run in the repository's folder, with the Node packages' commands on the path; it passes when it ends with 0. */
  readonly command: readonly string[];
  /** Added to the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

const COVERED = [
  '--all',
  '--src',
  'lib',
  '--extension',
  '.ts',
  '--include',
  'lib/**/*.ts',
  '--exclude',
  'lib/dist/**',
];

/** Tests that rest on trainings, whose numbers depend on the processor's kernels. */
const TRAININGS = [
  'test/lessons/**/*.test.ts',
  'test/training/**/*.test.ts',
  'test/experiments/**/*.test.ts',
];

/** Quick ones first. To add a check, add a line. */
export const CHECKS: readonly Check[] = [
  // Not the command tsc, which is the old TypeScript that tslab brings along.
  { name: 'types', command: ['node', 'node_modules/typescript/bin/tsc', '-p', '.'] },
  {
    name: 'types-setup',
    command: ['node', 'node_modules/typescript/bin/tsc', '-p', 'tools/setup'],
  },
  {
    name: 'types-play',
    command: ['node', 'node_modules/typescript/bin/tsc', '-p', 'site/play'],
  },
  {
    name: 'types-site',
    command: ['node', 'node_modules/typescript/bin/tsc', '-p', 'site/scripts'],
  },
  { name: 'lint', command: ['eslint', '.'] },
  { name: 'format', command: ['prettier', '--check', '.'] },
  {
    name: 'unit',
    command: [
      'c8',
      ...COVERED,
      '--reporter',
      'text',
      '--check-coverage',
      '--lines',
      '90',
      'mocha',
      'test/**/*.test.ts',
      '--ignore',
      'test/e2e/**',
    ],
  },
  // The unit tests ran with the kernels of this processor; these are those of two others.
  { name: 'unit-avx2', command: ['mocha', ...TRAININGS], environment: KERNEL_SETS.AVX2 },
  {
    name: 'unit-no-onednn',
    command: ['mocha', ...TRAININGS],
    environment: KERNEL_SETS['no oneDNN'],
  },
  { name: 'notebooks', command: ['npm', 'run', '--silent', 'notebooks:check'] },
  { name: 'e2e', command: ['npm', 'run', '--silent', 'e2e'] },
  { name: 'lessons', command: ['npm', 'run', 'notebooks', '--', '--quick'] },
];
