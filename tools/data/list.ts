import type { SetRecords } from '../../lib/data/manifest';
import { setPath } from '../../lib/data/set-file';
import type { SetDefinition } from './definition';

/**
 * A line for each set, and the size of those that the repository holds together.
 *
 * @param isThere whether there is a file of this path: sets that may not be passed on are not everywhere
 */
export function listSets(
  definitions: readonly Pick<SetDefinition, 'set' | 'title'>[],
  records: SetRecords,
  isThere: (path: string) => boolean,
): string {
  const sizeOf = (name: string): number => records[name]?.file.bytes ?? 0;
  const note = ({ set }: Pick<SetDefinition, 'set'>): string => {
    if (sizeOf(set.name) === 0) return ' (not built yet)';
    if (!set.isFetched) return '';
    return isThere(setPath(set)) ? ' (fetched)' : ` (not here; npm run data -- ${set.name})`;
  };
  const lines = definitions.map(
    (one) => `${lineOf(one.set.name, sizeOf(one.set.name))}  ${one.title}${note(one)}`,
  );
  const committed = definitions.filter(({ set }) => !set.isFetched);
  const sum = committed.reduce((total, { set }) => total + sizeOf(set.name), 0);
  return [...lines, `${lineOf('together', sum)}  without those that are fetched`].join('\n');
}

const lineOf = (name: string, bytes: number): string =>
  `${name.padEnd(13)} ${kilobytes(bytes).padStart(9)}`;

/** A size as it is printed. */
export const kilobytes = (bytes: number): string =>
  `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
