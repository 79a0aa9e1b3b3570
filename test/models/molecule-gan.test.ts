import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { applyInUse } from '../../lib/models/gan';
import {
  buildMoleculeDiscriminator,
  buildMoleculeGenerator,
  drawMoleculeTensors,
} from '../../lib/models/molecule-gan';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertAllLearn } from './gradients';

const noise = (n: number) => new Random(2).normal<tf.Rank.R2>([n, 32]);
const keys = () => [1, 2].map((seed) => new Random(seed).key()) as [tf.Tensor, tf.Tensor];
const drawFrom = (logits: tf.Tensor, output: 'hard' | 'soft' = 'hard') =>
  drawMoleculeTensors(logits, { keys: keys(), temperature: 1, output });
const molecules = (n: number) => drawFrom(new Random(3).normal([n, 189]));

describe('buildMoleculeGenerator', () => {
  const build = () => buildMoleculeGenerator({ seed: 1 });

  it('has 265,789 parameters', () => {
    const dense = (inputs: number, units: number) => inputs * units + units;
    const numLogits = 9 * 5 + ((9 * 8) / 2) * 4;
    const expected = dense(32, 128) + dense(128, 256) + dense(256, 512) + dense(512, numLogits);
    assert.equal(expected, 265_789);
    assert.equal(build().countParams(), expected);
  });

  it('gives 189 logits a molecule', () => {
    assert.deepEqual(applyInUse(build(), noise(3)).shape, [3, 189]);
  });

  it('learns by all its weights', () => assertAllLearn(build(), [noise(2)]));

  it('throws on a latentDim that is no integer above 0', () => {
    assert.throws(() => buildMoleculeGenerator({ seed: 1, latentDim: 1.5 }), {
      name: 'RangeError',
      message: 'expected latentDim to be an integer of at least 1, but got 1.5',
    });
  });
});

describe('drawMoleculeTensors', () => {
  it('draws one kind of each atom and at most one bond of each pair, the same both ways', () => {
    const [atoms, bonds] = molecules(4);
    assert.deepEqual(
      [atoms.shape, bonds.shape],
      [
        [4, 9, 5],
        [4, 3, 9, 9],
      ],
    );
    assertClose(atoms.sum(2).dataSync(), new Float32Array(4 * 9).fill(1), 1e-6);
    assert.ok(bonds.sum(1).max().dataSync()[0] <= 1 + 1e-6);
    assert.deepEqual(bonds.dataSync(), tf.transpose(bonds, [0, 1, 3, 2]).dataSync());
    const diagonal = tf.reshape<tf.Rank.R4>(tf.eye(9), [1, 1, 9, 9]);
    assert.equal(tf.sum(tf.mul(bonds, diagonal)).dataSync()[0], 0);
  });

  it('takes five logits of each atom, then four of each pair in the order 01, 02, 12, 03', () => {
    const logits = new Float32Array(189);
    logits[5 * 8 + 3] = 1000; // atom 8 is of kind 3
    const pair = 4; // 01, 02, 12, 03, 13
    logits[45 + 4 * pair + 2] = 1000; // a double bond from atom 1 to atom 3
    const [atoms, bonds] = drawFrom(tf.tensor2d(logits, [1, 189]));
    assertClose(atoms.slice([0, 8, 0], [1, 1, 5]).dataSync(), [0, 0, 0, 1, 0], 1e-6);
    const kinds = (i: number, j: number) => bonds.slice([0, 0, i, j], [1, 3, 1, 1]).dataSync();
    assertClose(kinds(1, 3), [0, 1, 0], 1e-6);
    assertClose(kinds(3, 1), [0, 1, 0], 1e-6);
  });

  it('passes a gradient to the logits of atoms and of pairs', () => {
    const logits = new Random(4).normal<tf.Rank.R2>([2, 189]);
    const weight = new Random(5).normal([3, 9, 9]);
    const loss = (x: tf.Tensor) => {
      const [atoms, bonds] = drawFrom(x);
      const ofAtoms = tf.sum(tf.square(tf.sub(atoms, 0.3)));
      return tf.add<tf.Scalar>(ofAtoms, tf.sum(tf.mul(bonds, weight)));
    };
    const gradient = tf.grad(loss)(logits).abs();
    const [ofAtoms, ofPairs] = tf.split(gradient, [45, 144], 1);
    assert.ok(ofAtoms.max().dataSync()[0] > 0 && ofPairs.max().dataSync()[0] > 0);
  });

  it('throws on logits of another shape', () => {
    assert.throws(() => drawFrom(tf.zeros([2, 45])), {
      name: 'RangeError',
      message: 'expected logits [batch, 189], but got [2,45]',
    });
  });
});

describe('buildMoleculeDiscriminator', () => {
  const build = () => buildMoleculeDiscriminator({ seed: 1 });
  const judge = (model: tf.LayersModel, inputs: readonly tf.Tensor[]) =>
    applyInUse(model, [inputs[0], inputs[1]]);

  it('has 85,185 parameters', () => {
    const convolution = (features: number, units: number) => (3 + 1) * features * units + units;
    const aggregation = 2 * (128 + 5 + 1) * 128;
    const dense = 128 * 128 + 128 + (128 + 1);
    const expected = convolution(5, 64) + convolution(64, 128) + aggregation + dense;
    assert.equal(expected, 85_185);
    assert.equal(build().countParams(), expected);
  });

  it('gives a logit a molecule, whatever the order of its atoms', () => {
    const model = build();
    const [atoms, bonds] = molecules(3);
    const order = tf.tensor1d([3, 1, 4, 0, 5, 8, 2, 6, 7], 'int32');
    const reordered = [tf.gather(atoms, order, 1), tf.gather(tf.gather(bonds, order, 2), order, 3)];
    const logits = judge(model, [atoms, bonds]);
    assert.deepEqual(logits.shape, [3, 1]);
    // the same sums of float32 in another order
    assertClose(judge(model, reordered).dataSync(), logits.dataSync(), 1e-5);
  });

  it('sees bonds', () => {
    const model = build();
    const [atoms, bonds] = molecules(2);
    const without = judge(model, [atoms, tf.zerosLike(bonds)]);
    assert.notDeepEqual(judge(model, [atoms, bonds]).dataSync(), without.dataSync());
  });

  it('learns by all its weights', () => assertAllLearn(build(), molecules(2)));
});
