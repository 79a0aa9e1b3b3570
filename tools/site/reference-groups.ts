/**
 * Pages of the reference that are not simply a folder of the library: what a reader looks for together, by file or folder.
 * Data are so many that each kind of them has a page, and files of a name or two would have one each.
 */
export const OTHER_GROUPS = {
  'data-bodies': ['data/bodies', 'data/motion'],
  'data-molecules': [
    'data/bases',
    'data/molecule-graph',
    'data/procedural-molecules',
    'data/smiles',
    'data/splice-donors',
  ],
  'data-pictures': [
    'data/brain',
    'data/cartoon-faces',
    'data/earth',
    'data/emoji',
    'data/emoji-outlines',
    'data/faces',
    'data/fashion',
    'data/greys',
    'data/holes',
    'data/mnist',
    'data/moving-digits',
    'data/outlines',
    'data/pairs',
    'data/paintings',
    'data/patches',
    'data/photos',
    'data/picture-set',
  ],
  'data-shapes': [
    'data/furniture',
    'data/procedural-furniture',
    'data/sokoban',
    'data/terrain',
    'data/voxels',
  ],
  'data-sounds': [
    'data/drums',
    'data/ecg',
    'data/loops',
    'data/mu-law',
    'data/sounds',
    'data/spoken-digits',
  ],
  notebook: [
    'atomic-write',
    'budget',
    'dashboard',
    'dashboard-traces',
    'display',
    'environment',
    'interrupt',
    'replay-mime',
    'sound-outputs',
  ],
} as const satisfies Record<string, readonly string[]>;

/**
 * The page of the reference that a file or folder of the library is described on: losses for losses.ts, metrics for
 * metrics/score.ts, data-pictures for data/emoji.ts.
 */
export function groupOf(path: string): string {
  const name = path.replace(/\.ts$/, '');
  const other = Object.entries(OTHER_GROUPS).find(([, parts]) =>
    parts.some((part) => name === part || name.startsWith(`${part}/`)),
  );
  return other?.[0] ?? name.split('/')[0];
}

/** What a page is called: `data, pictures`. */
export const groupTitle = (group: string): string => group.replace(/^data-/, 'data, ');
