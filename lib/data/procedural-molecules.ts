import { requireInteger } from '../check';
import { type Choices, makeDistinct } from './choices';
import {
  ATOM_KINDS,
  MOLECULE_SIZE,
  type MoleculeGraph,
  type Molecules,
  moleculeKey,
} from './molecule-graph';

/** How many molecules to make. */
export interface MoleculeSetOptions {
  /** Molecules to train on, and others that are held out. */
  readonly train: number;
  readonly test: number;
  /** Integer from 0 to 2³¹ − 1. */
  readonly seed: number;
}

/** There are more molecules of nine atoms, but the smaller ones are soon all found. */
const MAX_COUNT = 30_000;

/** Tries to add an atom, and to close a ring. */
const [ATOM_TRIES, RING_TRIES] = [40, 20];

/** Random numbers that a molecule takes at most: its size, four a try of an atom, two rings of three a try. */
const NUMBERS = 1 + 4 * ATOM_TRIES + 2 + 2 * 3 * RING_TRIES;

/** Places of {@link ATOM_KINDS} and shares of the atoms that are tried: carbon, nitrogen, oxygen, fluorine. */
const SHARES = [
  [1, 0.72],
  [2, 0.13],
  [3, 0.135],
  [4, 0.015],
] as const;

/** How often a ring of so many atoms is closed where one could be: strained ones seldom. */
const RINGS: Readonly<Record<number, number>> = { 3: 0.25, 4: 0.25, 5: 1, 6: 1, 7: 0.3 };

/**
 * Molecules of up to nine atoms of carbon, nitrogen, oxygen and fluorine, made by rules: a tree that grows atom by atom,
 * bonds as the valences allow, up to two rings. Much as GDB-17 was made, of which the well-known QM9 is a part, but
 * nobody computed whether they are stable: call them like QM9's, not QM9's.
 *
 * Atoms come in the order in which they grew; none is missing before the last. No molecule occurs twice, however its
 * atoms are numbered, so none that is held out is trained on; but rules are the same for both parts.
 *
 * @throws RangeError when a count is negative or they are more than 30,000 together
 * @see Ruddigkeit et al. 2012, "Enumeration of 166 billion organic small molecules in the chemical universe database
 *   GDB-17"
 */
export function makeMolecules({ train, test, seed }: MoleculeSetOptions): {
  readonly train: Molecules;
  readonly test: Molecules;
} {
  requireInteger('train', train, { min: 0, max: MAX_COUNT });
  requireInteger('test', test, { min: 0, max: MAX_COUNT - train });
  const graphs = makeDistinct({
    count: train + test,
    seed,
    numbers: NUMBERS,
    make: makeGraph,
    keyOf: moleculeKey,
  });
  return { train: gather(graphs.slice(0, train)), test: gather(graphs.slice(train)) };
}

/** Graphs as arrays of one size. */
function gather(graphs: readonly MoleculeGraph[]): Molecules {
  const size = MOLECULE_SIZE;
  const atoms = new Uint8Array(graphs.length * size);
  const bonds = new Uint8Array(graphs.length * size * size);
  graphs.forEach((graph, place) => {
    atoms.set(graph.kinds, place * size);
    graph.bonds.forEach((row, i) => bonds.set(row, (place * size + i) * size));
  });
  return {
    atoms: { shape: [graphs.length, size], data: atoms },
    bonds: { shape: [graphs.length, size, size], data: bonds },
  };
}

/** A molecule that is being made. */
class GrowingGraph implements MoleculeGraph {
  readonly kinds: number[] = [1]; // it begins with carbon
  readonly bonds: number[][] = [[0]];

  /** Bonds that an atom can still have. */
  freeOf(atom: number): number {
    const used = this.bonds[atom].reduce((sum, bond) => sum + bond);
    return ATOM_KINDS[this.kinds[atom]].valence - used;
  }

  add(kind: number, neighbour: number, bond: number): void {
    const place = this.kinds.push(kind) - 1;
    this.bonds.forEach((row) => row.push(0));
    this.bonds.push(new Array<number>(place + 1).fill(0));
    this.join(place, neighbour, bond);
  }

  join(a: number, b: number, bond: number): void {
    this.bonds[a][b] = bond;
    this.bonds[b][a] = bond;
  }

  /** Bonds on the shortest way from one atom to another. */
  distance(from: number, to: number): number {
    const reached = new Map([[from, 0]]);
    for (const [atom, steps] of reached) {
      this.bonds[atom].forEach((bond, other) => {
        if (bond > 0 && !reached.has(other)) reached.set(other, steps + 1);
      });
    }
    return reached.get(to) ?? Infinity;
  }
}

function makeGraph(choices: Choices): MoleculeGraph {
  const graph = new GrowingGraph();
  const size = 1 + Math.floor(choices.share() ** 0.4 * MOLECULE_SIZE); // many more large ones than small ones
  for (let i = 0; i < ATOM_TRIES && graph.kinds.length < size; i++) growAtom(graph, choices);
  const numRings = choices.happens(0.35) ? 0 : choices.happens(0.75) ? 1 : 2;
  for (let ring = 0; ring < numRings; ring++) {
    let isClosed = false;
    for (let i = 0; i < RING_TRIES && !isClosed; i++) isClosed = closeRing(graph, choices);
  }
  return graph;
}

/** Adds an atom where there is a bond to be had; seldom nitrogen, oxygen or fluorine to one of these. */
function growAtom(graph: GrowingGraph, choices: Choices): void {
  const open = [...graph.kinds.keys()].filter((atom) => graph.freeOf(atom) > 0);
  if (open.length === 0) return;
  const neighbour = open[choices.integer(0, open.length - 1)];
  const kind = kindAt(choices.share());
  const most = Math.min(graph.freeOf(neighbour), ATOM_KINDS[kind].valence);
  const wanted = choices.share();
  const bond = wanted > 0.93 && most >= 3 ? 3 : wanted > 0.75 && most >= 2 ? 2 : 1;
  const areBothOther = graph.kinds[neighbour] > 1 && kind > 1;
  if (areBothOther && choices.happens(0.85)) return;
  graph.add(kind, neighbour, bond);
}

/** The kind in whose share of [0, 1) a number falls. */
function kindAt(share: number): number {
  let end = 0;
  const found = SHARES.find(([, part]) => share < (end += part));
  return found ? found[0] : 1;
}

/** Joins two atoms at random where a ring of a likely size comes of it. */
function closeRing(graph: GrowingGraph, choices: Choices): boolean {
  const [a, b] = [0, 1].map(() => choices.integer(0, graph.kinds.length - 1));
  const isOpen = a !== b && graph.freeOf(a) > 0 && graph.freeOf(b) > 0 && graph.bonds[a][b] === 0;
  const isClosed = isOpen && choices.happens(RINGS[graph.distance(a, b) + 1] ?? 0);
  if (isClosed) graph.join(a, b, 1);
  return isClosed;
}
