import { join } from 'node:path';
import { COURSE } from '../notebooks/lessons';
import { buildSite } from './build-site';

/** npm run site: builds the pages into dist/site. */
async function main(): Promise<void> {
  const start = performance.now();
  const pages = await buildSite(COURSE, join(COURSE.root, 'dist', 'site'));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${pages.length} pages in dist/site after ${seconds} s: open dist/site/index.html`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
