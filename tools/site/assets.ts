import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { SITE } from './convert';

/** The parts of the fonts that the pages' letters need. */
const FONTS = ['source-sans-3', 'source-code-pro'];
const FONT_PARTS = ['latin', 'latin-ext', 'greek'];

/**
 * Everything that pages share: styles and scripts, each joined to one file, fonts, the search library, and what lies in
 * site/assets as it is.
 */
export async function writeAssets(target: string, formulaStyle: string): Promise<void> {
  mkdirSync(join(target, 'fonts'), { recursive: true });
  const styles = stylesheets().map((path) => readFileSync(path, 'utf8'));
  writeFileSync(join(target, 'course.css'), [formulaStyle, ...styles].join('\n'));
  await bundleScripts(join(target, 'course.js'));
  for (const font of FONTS) copyFont(font, join(target, 'fonts'));
  // its package.json cannot be asked for by name
  const minisearch = resolve(require.resolve('minisearch'), '..', '..');
  cpSync(join(minisearch, 'umd', 'index.js'), join(target, 'minisearch.js'));
  cpSync(join(minisearch, '..', 'LICENSE.txt'), join(target, 'minisearch.LICENSE.txt'));
  if (existsSync(join(SITE, 'assets'))) cpSync(join(SITE, 'assets'), target, { recursive: true });
}

/** What every page does, as one script. */
async function bundleScripts(outfile: string): Promise<void> {
  const entry = join(SITE, 'scripts', 'main.ts');
  await build({
    ...{ entryPoints: [entry], outfile, bundle: true, minify: true, format: 'iife' },
    ...{ target: 'es2020', logLevel: 'error' },
  });
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

/** In the order of their numbers: a later one overrules an earlier one. */
function stylesheets(): string[] {
  const names = readdirSync(join(SITE, 'styles')).sort();
  return names.map((name) => join(SITE, 'styles', name));
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}
