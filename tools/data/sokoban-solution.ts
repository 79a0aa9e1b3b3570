import { type Level, SOKOBAN_TILES } from '../../lib/data/sokoban';

/** Where a letter of a solution goes: rows down, columns to the right. */
const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  u: [-1, 0],
  d: [1, 0],
  l: [0, -1],
  r: [0, 1],
};

/** Places of the tiles whose name holds this word. */
function placesOf({ data }: Level, word: string): Set<number> {
  const kinds = SOKOBAN_TILES.map(({ name }) => name.includes(word));
  return new Set([...data.keys()].filter((place) => kinds[data[place]]));
}

/**
 * Whether a solution solves a level: every step can be done, and at the end every box is on a goal.
 *
 * @param solution letters u, d, l and r; a number before a letter, or before letters in brackets, repeats them
 */
export function solves(level: Level, solution: string): boolean {
  const width = level.shape[1];
  const [boxes, goals, walls] = ['box', 'goal', 'wall'].map((word) => placesOf(level, word));
  let [player] = placesOf(level, 'player');
  for (const letter of unfold(solution)) {
    const [down, right] = STEPS[letter];
    const step = down * width + right;
    const next = player + step;
    if (boxes.delete(next)) {
      if (walls.has(next + step) || boxes.has(next + step)) return false;
      boxes.add(next + step);
    }
    if (walls.has(next)) return false;
    player = next;
  }
  return [...boxes].every((box) => goals.has(box));
}

/** A solution without numbers and brackets. */
function unfold(solution: string): string {
  const repeat = (times: string, letters: string) =>
    letters.repeat(times === '' ? 1 : Number(times));
  let letters = solution.toLowerCase().replace(/\s/g, '');
  for (let before = ''; before !== letters; ) {
    before = letters;
    letters = letters
      .replace(/(\d+)([udlr])/g, (_, times: string, letter: string) => repeat(times, letter))
      .replace(/(\d*)\(([udlr]*)\)/g, (_, times: string, group: string) => repeat(times, group));
  }
  return letters;
}
