import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { readCommandLine, reportFailure } from '../command-line';
import { COURSE } from '../notebooks/lessons';
import { buildSite } from './build-site';

/** npm run site: builds the pages into dist/site. */
async function main(): Promise<void> {
  const command = new Command('npm run site --')
    .description(
      'Builds the lessons and the reference of the library as static pages into dist/site.',
    )
    .option(
      '--base-url <address>',
      "the site's address, for cards, canonical links and the sitemap",
      readAddress,
      '',
    );
  const { baseUrl } = readCommandLine(command, process.argv.slice(2)).opts<{ baseUrl: string }>();
  const start = performance.now();
  const pages = await buildSite(COURSE, join(COURSE.root, 'dist', 'site'), { baseUrl });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${pages.length} pages in dist/site after ${seconds} s: open dist/site/index.html`);
}

/** An address with a slash at its end. */
function readAddress(text: string): string {
  if (!/^https?:\/\/[^\s/]+/.test(text)) {
    throw new InvalidArgumentError(`Expected an address such as https://example.org/gans/.`);
  }
  return text.replace(/\/*$/, '/');
}

main().catch((error: unknown) => {
  process.exitCode = reportFailure('npm run site', error);
});
