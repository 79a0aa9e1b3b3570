import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The repository's folder `data`: small data, weights and results that the course comes with.
 *
 * @throws Error when the library, compiled or not, does not lie in its repository
 */
export function dataFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'data/manifest.json'))) {
    if (folder === dirname(folder)) {
      throw new Error(
        `${__dirname}: no folder above it holds data/manifest.json. ` +
          'Use the library inside its repository, or give a path.',
      );
    }
    folder = dirname(folder);
  }
  return join(folder, 'data');
}
