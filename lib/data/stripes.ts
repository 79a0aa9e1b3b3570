/** Stripes of longitude, of which some are held out. */
export interface Stripes {
  /** Pixels across one. */
  readonly width: number;
  /** One of so many is held out: the one with this place among them, from 0 on. */
  readonly every: number;
  readonly which: number;
}

/** Where a patch lies: wholly within stripes for training, wholly within one that is held out, or across a border. */
export function sideOf(
  { width, every, which }: Stripes,
  left: number,
  size: number,
): 'train' | 'test' | 'across' {
  const isHeldOut = (column: number) => Math.floor(column / width) % every === which;
  const [first, last] = [isHeldOut(left), isHeldOut(left + size - 1)];
  if (first !== last) return 'across';
  return first ? 'test' : 'train';
}
