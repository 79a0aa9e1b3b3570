import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { courseAt, type Course } from '../../tools/notebooks/lessons';

const REPOSITORY = resolve(__dirname, '..', '..');

/** The lesson that the small course's library is made for. */
export const COIN_LESSON = join(__dirname, 'fixtures', '01_coin_game.ipynb');

const LIBRARY: Readonly<Record<string, string>> = {
  'package.json': '{ "main": "dist/index.js", "types": "dist/index.d.ts" }',
  'losses.ts': `import { softplus } from './numbers';
/** The inspector's loss. */
export function coinLoss(
  logit: number,
): number {
  return softplus(-logit); // finite for every logit
}
`,
  'dist/index.d.ts': `export * from './losses';
export { loadNumbers, seededNumbers, softplus } from './numbers';
export * from './pictures';
`,
  'dist/losses.d.ts': 'export declare function coinLoss(logit: number): number;',
  'dist/numbers.d.ts': `/** ln(1 + e^x). */
export declare function softplus(x: number): number;
export declare function seededNumbers(count: number, seed: number): number[];
export declare function loadNumbers(path: string): Promise<number[]>;
`,
  'dist/pictures.d.ts': `import type { Size } from './size';
export interface Picture extends Size { data: Buffer; alt: string }
export declare function drawDots(heights: readonly number[], alt: string): Picture;
export declare function display(picture: Picture): void;
`,
  'dist/size.d.ts': 'export interface Size { width: number; height: number }',
  'dist/index.js': `const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
function seededNumbers(count, seed) {
  let state = seed;
  return Array.from({ length: count }, () => (state = (state * 16807) % 2147483647) / 2147483647);
}
function drawDots(heights, alt) {
  const canvas = require('canvas').createCanvas(600, 200);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, 600, 200);
  pen.fillStyle = '#0072b2';
  heights.forEach((y, i) => pen.fillRect(20 + (560 * i) / heights.length, 180 - 160 * y, 12, 12));
  return { data: canvas.toBuffer(), alt, width: 300, height: 100 };
}
function display({ data, alt, width, height }) {
  const { lastWriteDisplayData } = require('tslab/dist/jupyter');
  lastWriteDisplayData(
    { data: { 'image/png': data.toString('base64') }, metadata: { 'image/png': { alt, width, height } }, transient: {} },
    false,
  );
}
module.exports = { softplus, seededNumbers, drawDots, display, coinLoss: (logit) => softplus(-logit) };
`,
};

/**
 * A course of one lesson and a small library, in a folder of its own below runs/, where Node finds the repository's packages;
 * its name has letters that some programs take for a pattern. The caller removes it.
 */
export function makeSmallCourse(): { course: Course; remove: () => void } {
  mkdirSync(join(REPOSITORY, 'runs'), { recursive: true });
  const root = mkdtempSync(join(REPOSITORY, 'runs', 'small [course] '));
  const course = courseAt(root);
  for (const [name, text] of Object.entries(LIBRARY)) {
    mkdirSync(dirname(join(course.lib, name)), { recursive: true });
    writeFileSync(join(course.lib, name), text);
  }
  const tsconfig = { extends: '../../tsconfig.json' };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(tsconfig));
  mkdirSync(course.notebooks);
  cpSync(COIN_LESSON, join(course.notebooks, '01_coin_game.ipynb'));
  return { course, remove: () => rmSync(root, { recursive: true, force: true }) };
}
