import assert from 'node:assert/strict';

import {
  type MoleculeGraph,
  moleculeAt,
  moleculeKey,
  molBlockOf,
} from '../../lib/data/molecule-graph';
import { makeMolecules } from '../../lib/data/procedural-molecules';

/** A graph of these kinds of atoms and bonds. */
function graphOf(
  kinds: readonly number[],
  list: readonly (readonly [number, number, number])[],
): MoleculeGraph {
  const bonds = kinds.map(() => kinds.map(() => 0));
  for (const [i, j, bond] of list) [bonds[i][j], bonds[j][i]] = [bond, bond];
  return { kinds, bonds };
}

/** The same graph with its atoms numbered in another order. */
const renumber = ({ kinds, bonds }: MoleculeGraph, order: readonly number[]): MoleculeGraph => ({
  kinds: order.map((i) => kinds[i]),
  bonds: order.map((i) => order.map((j) => bonds[i][j])),
});

const ring = (bonds: readonly number[]) =>
  graphOf(
    bonds.map(() => 1),
    bonds.map((bond, i) => [i, (i + 1) % bonds.length, bond] as const),
  );

describe('moleculeKey', () => {
  it('is the same however the atoms are numbered', () => {
    const { train } = makeMolecules({ train: 200, test: 0, seed: 5 });
    for (let i = 0; i < 200; i++) {
      const graph = moleculeAt(train, i);
      const count = graph.kinds.length;
      const steps = [1, 2, 3, 4, 5, 7, 8].filter((step) => greatestDivisor(step, count) === 1);
      for (const step of steps) {
        const order = graph.kinds.map((_, k) => (k * step + 2) % count);
        assert.equal(moleculeKey(renumber(graph, order)), moleculeKey(graph));
      }
    }
  });

  it('tells the alkanes apart: as many of each size as chemistry knows', () => {
    // OEIS A000602: 1, 1, 2, 3, 5, 9, 18, 35 of 2 to 9 carbon atoms.
    let trees = [graphOf([1], [])];
    for (const expected of [1, 1, 2, 3, 5, 9, 18, 35]) {
      const larger = trees.flatMap((tree) => tree.kinds.map((_, i) => withCarbonAt(tree, i)));
      const allowed = larger.filter(({ bonds }) =>
        bonds.every((row) => row.reduce((a, b) => a + b) <= 4),
      );
      trees = [...new Map(allowed.map((tree) => [moleculeKey(tree), tree])).values()];
      assert.equal(trees.length, expected);
    }
  });

  it('tells rings apart whose atoms all have alike neighbours', () => {
    const hexagon = ring([1, 1, 1, 1, 1, 1]);
    const triangles = graphOf(
      [1, 1, 1, 1, 1, 1],
      [
        [0, 1, 1],
        [1, 2, 1],
        [2, 0, 1],
        [3, 4, 1],
        [4, 5, 1],
        [5, 3, 1],
      ],
    );
    assert.notEqual(moleculeKey(hexagon), moleculeKey(triangles));
    assert.equal(moleculeKey(ring([2, 1, 2, 1, 2, 1])), moleculeKey(ring([1, 2, 1, 2, 1, 2])));
  });

  it('tells atoms and bonds apart', () => {
    const keys = [
      graphOf([1, 3], [[0, 1, 1]]),
      graphOf([1, 3], [[0, 1, 2]]),
      graphOf([1, 2], [[0, 1, 1]]),
      graphOf([1, 1], [[0, 1, 1]]),
    ].map(moleculeKey);
    assert.equal(new Set(keys).size, 4);
  });
});

describe('moleculeAt', () => {
  it('leaves out missing atoms, and bonds to them', () => {
    const molecules = {
      atoms: { shape: [1, 3] as const, data: Uint8Array.of(1, 0, 3) },
      bonds: { shape: [1, 3, 3] as const, data: Uint8Array.of(0, 1, 2, 1, 0, 1, 2, 1, 0) },
    };
    assert.deepEqual(moleculeAt(molecules, 0), graphOf([1, 3], [[0, 1, 2]]));
  });
});

describe('molBlockOf', () => {
  it('is the file of formaldehyde', () => {
    assert.equal(
      molBlockOf(graphOf([1, 3], [[0, 1, 2]])),
      [
        ...['', '', ''],
        '  2  1  0  0  0  0  0  0  0  0999 V2000',
        '    0.0000    0.0000    0.0000 C   0  0',
        '    0.0000    0.0000    0.0000 O   0  0',
        '  1  2  2  0',
        ...['M  END', ''],
      ].join('\n'),
    );
  });
});

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

function withCarbonAt({ kinds, bonds }: MoleculeGraph, place: number): MoleculeGraph {
  const rows = bonds.map((row, i) => [...row, i === place ? 1 : 0]);
  return {
    kinds: [...kinds, 1],
    bonds: [...rows, [...kinds.map((_, i) => (i === place ? 1 : 0)), 0]],
  };
}
