import assert from 'node:assert/strict';

import { cardText } from '../../../tools/classifier/card';
import { TOY_FACTS, TOY_JUDGE } from '../../judges/toy-judge';

const card = cardText({ ...TOY_JUDGE, variations: { shift: 2, noise: 0.05 } }, TOY_FACTS);

/** The cells of the rows that begin so. */
const rowsOf = (start: string) =>
  card
    .split('\n')
    .filter((line) => line.startsWith(`| ${start} |`))
    .map((line) => line.split('|').map((cell) => cell.trim()).slice(2, -1)); // prettier-ignore

describe('cardText', () => {
  it('tells the command, the data and how many examples are held out', () => {
    assert.ok(card.includes('\nnpm run classifier -- toy\n'));
    assert.ok(card.includes('Grey pictures.\n\n1,280 examples to train on, 20 held out'));
  });

  it('tells what it is asked', () => {
    assert.deepEqual(rowsOf('isBright'), [['bright', 'each by itself: sigmoid']]);
    assert.deepEqual(rowsOf('brightness'), [['in percent', 'a number']]);
  });

  it('tells the network, layer by layer', () => {
    // 16 filters of 3×3 and a bias: 160
    assert.deepEqual(rowsOf('`block_0`'), [['Conv2D', '8×8×16', '160']]);
  });

  it('tells the training and how examples were varied', () => {
    assert.match(card, /batches of 64, 7 epochs/);
    assert.match(card, /Seed 5: [^]*\s2\.[56] minutes on two cores\. Networks from seeds 6 were/);
    assert.match(card, /moved by up to 2 along each axis, disturbed by noise of up to 5 % of/);
  });

  it('tells how good it is, beside another seed, a linear map and a guess', () => {
    const [classes, flags, quantity] = rowsOf('held out');
    assert.deepEqual(classes, ['probabilities', 'right answers', '75.0 % ± 10.0 %', '50.0 %']);
    assert.deepEqual(flags.slice(0, 2), ['isBright', 'right answers, mean']);
    const far = 'mean distance from the truth';
    assert.deepEqual(quantity, ['brightness', far, '2.50 percent ± 0.250 percent', '30.0 percent']);
    assert.deepEqual(rowsOf('held out, seed 6')[0], [
      'probabilities',
      'right answers',
      '70.0 %',
      '',
    ]);
    assert.equal(rowsOf('held out, a linear map')[0][2], '60.0 %');
    assert.equal(rowsOf('held out, a little noise')[0][2], '75.0 % ± 10.0 %');
    assert.equal(rowsOf('strangers')[0][2], '75.0 % ± 10.0 %');
  });

  it('tells which classes are mixed up, and how each flag fares', () => {
    assert.deepEqual(rowsOf('dark'), [['8', '2', '80.0 %']]);
    assert.deepEqual(rowsOf('bright'), [['3', '7', '70.0 %'], ['75.0 %', '50.0 %']]); // prettier-ignore
  });

  it('tells what real examples score', () => {
    const row = [
      'one half of the held-out ones against the other',
      '300',
      '1.25',
      '0.800',
      '0.900',
    ];
    assert.deepEqual(rowsOf('all'), [row]);
  });

  it('tells what it is not for: its own and what no judge is for', () => {
    assert.match(card, /\n- Colours\.\n- Telling whether an example is one at all/);
  });

  it('says so when too few are held out for a floor', () => {
    assert.match(
      cardText(TOY_JUDGE, { ...TOY_FACTS, floors: [] }),
      /too few for a Fréchet distance/,
    );
  });
});
