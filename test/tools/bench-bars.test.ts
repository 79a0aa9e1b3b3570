import assert from 'node:assert/strict';

import { compareWithBars } from '../../tools/bench/bars';
import { figuresOf } from '../../tools/bench/rounds';
import { WORKLOADS } from '../../tools/bench/workloads';

const { dense, dcgan } = WORKLOADS;
const side = (workload: string, name: string, rounds: readonly number[]) =>
  figuresOf({ workload, side: name, steps: 1 }, rounds);

describe('compareWithBars', () => {
  it('leaves out what was not measured', () => {
    assert.deepEqual(compareWithBars([side(dense, 'ours', [1])]), []);
  });

  it('divides round by round and takes the median of the ratios', () => {
    const [ratio] = compareWithBars([
      side(dense, 'ours', [4, 6, 3]),
      side(dense, 'PyTorch (one thread)', [2, 6, 6]),
      side(dense, 'Keras, one tf.function', [4, 3, 9]),
    ]);
    // 4 / min(2, 4), 6 / min(6, 3), 3 / min(6, 9)
    assert.equal(ratio.title, 'dense step, ours / fastest of PyTorch and tf.function');
    assert.deepEqual([ratio.median, ratio.min, ratio.max], [2, 1 / 2, 2]);
    assert.equal(ratio.verdict, 'missed');
  });

  it("takes a peer's variant with the lowest median, in all rounds", () => {
    const [ratio] = compareWithBars([
      side(dcgan, 'ours', [6, 6, 6]),
      side(dcgan, 'PyTorch', [1, 9, 9]),
      side(dcgan, 'PyTorch (one thread)', [2, 3, 3]),
    ]);
    assert.deepEqual([ratio.median, ratio.min, ratio.max], [6 / 3, 6 / 3, 6 / 2]);
  });

  it('says which of must and aim is reached, whether less or more is better', () => {
    const verdicts = (rounds: readonly number[]) =>
      compareWithBars([
        side(dense, "the article's Keras code", rounds),
        side(dense, 'ours', [1]),
        side(dcgan, 'ours', rounds),
        side(dcgan, 'PyTorch', [20]),
      ]).map(({ verdict }) => verdict);
    // Keras / ours: at least 10 or 15; ours / PyTorch: at most 0.9 or 0.6, here a twentieth.
    assert.deepEqual(verdicts([9]), ['missed', 'aim']);
    assert.deepEqual(verdicts([15]), ['aim', 'must']);
    assert.deepEqual(verdicts([19]), ['aim', 'missed']);
  });

  it('keeps float32 and bfloat16 apart', () => {
    const bars = compareWithBars([
      side(dcgan, 'ours', [6]),
      side(dcgan, 'bfloat16: ours', [3]),
      side(dcgan, 'PyTorch', [12]),
      side(dcgan, 'bfloat16: PyTorch', [5]),
    ]);
    assert.deepEqual(
      bars.map(({ title, median }) => [title, median]),
      [
        ['DCGAN step, ours / PyTorch', 6 / 12],
        ['DCGAN step, mixed precision / float32', 3 / 6],
        ['DCGAN step, mixed precision / PyTorch in bfloat16', 3 / 5],
        ['DCGAN step, mixed precision / PyTorch', 3 / 12],
      ],
    );
  });

  it('judges the import in seconds', () => {
    const [bar] = compareWithBars([side(WORKLOADS.import, 'require', [1200, 1300, 900])]);
    assert.deepEqual([bar.median, bar.verdict], [1.2, 'must']);
  });
});
