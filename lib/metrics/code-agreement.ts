import { requireInteger } from '../check';

/**
 * How well codes that were found without labels are the classes: the share of examples whose code stands for their
 * class, when each code stands for one class and each class has one code, in the best way to pair them. 1 where code and
 * class are the same thing, 1 / count where codes say nothing.
 *
 * The other usual number, the *purity*, lets several codes stand for one class, and so is never below it.
 *
 * @param codes of each example, integers from 0 to count − 1
 * @param classes of each example, the same
 * @param count of codes and of classes, at most 12
 * @throws RangeError when there are no examples, or not as many codes as classes, or one is out of range
 * @see Xie et al. 2016, "Unsupervised deep embedding for clustering analysis", equation 10
 */
export function codeAgreement(
  codes: ArrayLike<number>,
  classes: ArrayLike<number>,
  count: number,
): number {
  requireInteger('count', count, { min: 1, max: 12 });
  if (codes.length !== classes.length || codes.length === 0) {
    throw new RangeError(
      `expected as many codes as classes, at least one, but got ${codes.length} and ${classes.length}`,
    );
  }
  const together = Array.from({ length: count }, () => new Float64Array(count));
  for (let i = 0; i < codes.length; i++) {
    requireInteger(`codes[${i}]`, codes[i], { min: 0, max: count - 1 });
    requireInteger(`classes[${i}]`, classes[i], { min: 0, max: count - 1 });
    together[codes[i]][classes[i]]++;
  }
  return mostPaired(together) / codes.length;
}

/** The largest sum of one entry from each row and column. Of each set of columns: the best of as many first rows. */
function mostPaired(table: readonly Float64Array[]): number {
  const count = table.length;
  const best = new Float64Array(2 ** count).fill(-Infinity);
  best[0] = 0;
  for (let taken = 0; taken < best.length; taken++) {
    const row = numOnes(taken);
    for (let column = 0; column < count; column++) {
      const withIt = taken | (1 << column);
      if (withIt !== taken) best[withIt] = Math.max(best[withIt], best[taken] + table[row][column]);
    }
  }
  return best[best.length - 1];
}

const numOnes = (bits: number) => bits.toString(2).replaceAll('0', '').length;
