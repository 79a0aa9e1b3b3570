import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as ts from 'typescript';
import { SITE } from './convert';

/** The parts of the fonts that the pages' letters need. */
const FONTS = ['source-sans-3', 'source-code-pro'];
const FONT_PARTS = ['latin', 'latin-ext', 'greek'];

/**
 * Everything that pages share: styles and scripts, each joined to one file, fonts, the search library, and what lies in
 * site/assets as it is.
 */
export function writeAssets(target: string, formulaStyle: string): void {
  mkdirSync(join(target, 'fonts'), { recursive: true });
  const styles = filesIn('styles', '.css').map((path) => readFileSync(path, 'utf8'));
  writeFileSync(join(target, 'course.css'), [formulaStyle, ...styles].join('\n'));
  writeFileSync(join(target, 'course.js'), pageScript());
  for (const font of FONTS) copyFont(font, join(target, 'fonts'));
  // its package.json cannot be asked for by name
  const minisearch = resolve(require.resolve('minisearch'), '..', '..');
  cpSync(join(minisearch, 'umd', 'index.js'), join(target, 'minisearch.js'));
  cpSync(join(minisearch, '..', 'LICENSE.txt'), join(target, 'minisearch.LICENSE.txt'));
  if (existsSync(join(SITE, 'assets'))) cpSync(join(SITE, 'assets'), target, { recursive: true });
}

/** site/scripts/*.ts as one script; its functions are hidden from other scripts. */
function pageScript(): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.None };
  const scripts = filesIn('scripts', '.ts').map(
    (path) => ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions }).outputText,
  );
  return `(function () {\n"use strict";\n${scripts.join('\n').replace(/^"use strict";\n/gm, '')}})();\n`;
}

function copyFont(font: string, target: string): void {
  const folder = packageFolder(`@fontsource-variable/${font}`);
  for (const part of FONT_PARTS) {
    for (const style of ['normal', 'italic']) {
      const name = `${font}-${part}-wght-${style}.woff2`;
      cpSync(join(folder, 'files', name), join(target, name));
    }
  }
  cpSync(join(folder, 'LICENSE'), join(target, `${font}.LICENSE.txt`));
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(join(SITE, folder))
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => join(SITE, folder, name));
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
