import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WantedPackage } from './definition';
import { readRcc } from './rcc';

/**
 * Pictures of an educational program: photographs of many origins, paintings. Not all are free to take: choose by its
 * copyright file.
 */
export const GCOMPRIS: WantedPackage = {
  registry: 'Debian',
  name: 'gcompris-qt-data',
  version: '3.1-2',
  sha256: 'e9cf06ab2105529068df73085784e835d2ff03f870d2a8091f09125d40abac9f',
};

/**
 * Finds pictures of one of its activities.
 *
 * @returns a function from a picture's name, without its ending, to its file
 */
export function picturesOfActivity(folder: string, activity: string): (name: string) => Buffer {
  const path = join(folder, 'usr/share/gcompris-qt/rcc', `${activity}.rcc`);
  const files = readRcc(readFileSync(path));
  return (name) => {
    const found = [...files].find(([file]) => new RegExp(`/${name}\\.\\w+$`).test(file));
    if (!found) throw new Error(`${path}: expected a picture ${name}, but there is none`);
    return found[1];
  };
}
