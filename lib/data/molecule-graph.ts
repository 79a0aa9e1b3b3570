/** Atoms of a molecule at most, hydrogen not counted. */
export const MOLECULE_SIZE = 9;

/** Kinds of atoms: their symbol, and how many bonds each has. Hydrogen fills up what is left, and is not written. */
export const ATOM_KINDS = [
  { symbol: 'none', valence: 0 },
  { symbol: 'C', valence: 4 },
  { symbol: 'N', valence: 3 },
  { symbol: 'O', valence: 2 },
  { symbol: 'F', valence: 1 },
] as const;

/** Molecules as graphs. */
export interface Molecules {
  /** Of each atom its kind, a place in {@link ATOM_KINDS}; where there is no atom, 0. */
  readonly atoms: {
    readonly shape: readonly [count: number, size: number];
    readonly data: Uint8Array;
  };
  /** Between each two atoms 0 to 3 bonds; symmetric. */
  readonly bonds: {
    readonly shape: readonly [count: number, size: number, size: number];
    readonly data: Uint8Array;
  };
}

/** One molecule: its atoms, none missing, and the bonds between each two. */
export interface MoleculeGraph {
  readonly kinds: readonly number[];
  readonly bonds: readonly (readonly number[])[];
}

/** One of the molecules, without the places in which there is no atom, nor bonds to them. */
export function moleculeAt({ atoms, bonds }: Molecules, place: number): MoleculeGraph {
  const size = atoms.shape[1];
  const kindOf = (i: number) => atoms.data[place * size + i];
  const present = Array.from({ length: size }, (_, i) => i).filter((i) => kindOf(i) > 0);
  return {
    kinds: present.map(kindOf),
    bonds: present.map((i) => present.map((j) => bonds.data[(place * size + i) * size + j])),
  };
}

/**
 * A molecule as a file of the MDL format, which chemists' programs read, RDKit's `get_mol` among them. All atoms are at
 * one place: a program that draws moves them apart.
 *
 * @see BIOVIA 2020, "CTfile formats", V2000
 */
export function molBlockOf({ kinds, bonds }: MoleculeGraph): string {
  const atomLines = kinds.map(
    (kind) => `    0.0000    0.0000    0.0000 ${ATOM_KINDS[kind].symbol.padEnd(3)} 0  0`,
  );
  const bondLines = kinds.flatMap((_, j) =>
    kinds
      .slice(0, j)
      .flatMap((_, i) => (bonds[i][j] > 0 ? [columns(i + 1, j + 1, bonds[i][j], 0)] : [])),
  );
  const counts = `${columns(atomLines.length, bondLines.length)}  0  0  0  0  0  0  0  0999 V2000`;
  return ['', '', '', counts, ...atomLines, ...bondLines, 'M  END', ''].join('\n');
}

const columns = (...numbers: number[]): string =>
  numbers.map((value) => `${value}`.padStart(3)).join('');

/**
 * A text that is the same for the same molecule however its atoms are numbered, and another for each other one.
 *
 * Atoms are told apart by their neighbours, theirs, and so on (colour refinement); where some stay alike, each of them
 * is tried as the first. Exact, since what is compared in the end is the whole graph.
 *
 * @see McKay and Piperno 2014, "Practical graph isomorphism, II"
 */
export function moleculeKey(graph: MoleculeGraph): string {
  return smallestKey(graph, refine(graph, rankOf(graph.kinds)));
}

/** The smallest text of the graph over all orders of its atoms that the colours leave open. */
function smallestKey(graph: MoleculeGraph, colours: readonly number[]): string {
  const shared = colours.filter((colour, i) => colours.indexOf(colour) !== i);
  if (shared.length === 0) return textOf(graph, colours);
  const first = Math.min(...shared);
  const keys = colours.flatMap((colour, chosen) => {
    if (colour !== first) return [];
    const split = colours.map((one, i) => 2 * one + (one === first && i !== chosen ? 1 : 0));
    return [smallestKey(graph, refine(graph, rankOf(split)))];
  });
  return keys.reduce((least, key) => (key < least ? key : least));
}

/** Finer colours, until none gets finer: alike are atoms of one colour whose neighbours are alike. */
function refine(graph: MoleculeGraph, colours: readonly number[]): readonly number[] {
  const { bonds } = graph;
  const finer = rankOf(
    colours.map((colour, i) => {
      const neighbours = colours.flatMap((other, j) =>
        bonds[i][j] ? [4 * other + bonds[i][j]] : [],
      );
      // At most eight neighbours of nine colours and three bonds: 40 values, a digit each.
      return neighbours.sort((a, b) => a - b).reduce((sum, value) => 40 * sum + value, colour + 1);
    }),
  );
  return Math.max(...finer) === Math.max(...colours) ? finer : refine(graph, finer);
}

/** Each number's place among the different ones. */
function rankOf(numbers: readonly number[]): readonly number[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return numbers.map((value) => sorted.indexOf(value));
}

/** The graph as a text, its atoms in the order of their colours. */
function textOf({ kinds, bonds }: MoleculeGraph, colours: readonly number[]): string {
  const order = kinds.map((_, rank) => colours.indexOf(rank));
  const rows = order.map((i, rank) =>
    order
      .slice(0, rank)
      .map((j) => bonds[i][j])
      .join(''),
  );
  return [order.map((i) => kinds[i]).join(''), ...rows].join(' ');
}
