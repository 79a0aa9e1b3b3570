import { type ImageFolder, loadImageFolder } from '../../lib/data/image-folder';
import { holdsDataFile } from '../../lib/data/idx';
import type { ByteImages } from '../../lib/data/images';
import { type ImagePart, loadIdx, loadMnist } from '../../lib/data/mnist';
import { readingBar } from './progress-bar';

/** What is made of pictures. */
export interface PictureSettings {
  /** Height and width, in pixels. */
  readonly size: number;
  /** 1 for grey, 3 for colour. */
  readonly channels: 1 | 3;
  /** Goes on without pictures that cannot be used. */
  readonly skipBad: boolean;
}

/** Where a training's images come from. */
export interface DataSource {
  /** Their folder; undefined for MNIST. */
  readonly data?: string;
  /** Undefined for MNIST, and for files in its format. */
  readonly pictures?: PictureSettings;
}

/** Images to train on. */
export interface TrainingData {
  readonly bytes: ByteImages;
  /** `[count]`, each a place in `classNames`, or 0 where there are none. */
  readonly labels: Int32Array;
  readonly classNames: readonly string[];
}

const IDX_FILES = ['train', 't10k'].flatMap((part) => [
  `${part}-images-idx3-ubyte`,
  `${part}-labels-idx1-ubyte`,
]);
/** So many pictures that were left out are named. */
const NUM_NAMED = 5;

/** Whether a folder holds a file in MNIST's format; else it is taken for one of pictures. */
export const holdsIdx = (folder: string): boolean =>
  IDX_FILES.some((name) => holdsDataFile(folder, name));

/**
 * @param print receives lines for the reader
 * @throws Error naming the folder, what was found and what to do
 */
export async function loadTrainingData(
  { data, pictures }: DataSource,
  print: (line: string) => void,
): Promise<TrainingData> {
  if (data === undefined) return ofDigits(loadMnist().train);
  if (!pictures) return ofDigits(loadIdx(data).train);
  return readPictures(data, pictures, print);
}

async function readPictures(
  folder: string,
  pictures: PictureSettings,
  print: (line: string) => void,
): Promise<TrainingData> {
  const bar = readingBar();
  try {
    const options = { ...pictures, onProgress: bar.show };
    const found = await loadImageFolder(folder, options);
    bar.stop();
    describeOmissions(found).forEach(print);
    return found;
  } finally {
    bar.stop();
  }
}

function ofDigits({ bytes, labels }: ImagePart): TrainingData {
  const numClasses = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const classNames = Array.from({ length: numClasses }, (_, i) => String(i));
  return { bytes, labels: Int32Array.from(labels), classNames };
}

/** What of a folder is not trained on, a line each. */
export function describeOmissions({
  skipped,
  ignored,
}: Pick<ImageFolder, 'skipped' | 'ignored'>): string[] {
  const named = skipped.slice(0, NUM_NAMED).map(({ path, reason }) => `${path} (${reason})`);
  const more = skipped.length > NUM_NAMED ? ` and ${skipped.length - NUM_NAMED} more` : '';
  const others = Object.entries(ignored).map(([kind, count]) => `${count} ${kind}`);
  return [
    ...(skipped.length > 0 ? [`Pictures left out: ${named.join(', ')}${more}.`] : []),
    ...(others.length > 0 ? [`Other files, not read: ${others.join(', ')}.`] : []),
  ];
}
