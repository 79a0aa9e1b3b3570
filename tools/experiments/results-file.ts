import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { precisionInUse } from '../../lib/backend/precision';
import { type RowOf, loadResults, resultsPath } from '../../lib/experiments/results';

/** The rows of an experiment, on disk after each one. */
export class ResultsFile<E extends string> {
  private readonly path: string;
  private readonly places: ReadonlyMap<string, number>;
  private rows: RowOf<E>[];

  constructor(
    private readonly experiment: E,
    /** What is the same in two rows of the same training. */
    private readonly idOf: (row: RowOf<E>) => string,
    {
      path = resultsPath(experiment),
      ids = [],
    }: {
      readonly path?: string;
      /** The order of the rows; others come after these, by their ids. */
      readonly ids?: readonly string[];
    } = {},
  ) {
    this.path = path;
    this.places = new Map(ids.map((id, place) => [id, place]));
    this.rows = existsSync(path) ? loadResults(experiment, path) : [];
    mkdirSync(dirname(path), { recursive: true }); // before the minutes of training, if it cannot be made
  }

  has(id: string): boolean {
    return this.rows.some((row) => this.idOf(row) === id);
  }

  /**
   * Adds a row in the place of an older one of the same training, and saves all in their order. It is noted where it was
   * not computed in float32.
   */
  put(row: RowOf<E>): void {
    const noted = precisionInUse() === 'mixed' ? { ...row, computedIn: 'mixed' } : row;
    this.rows = [...this.rows.filter((old) => this.idOf(old) !== this.idOf(row)), noted];
    this.rows.sort((a, b) => this.compare(this.idOf(a), this.idOf(b)));
    const lines = this.rows.map((each) => `    ${JSON.stringify(each)}`).join(',\n');
    const command = `npm run experiments -- ${this.experiment}`;
    const text = `{\n  "command": "${command}",\n  "rows": [\n${lines}\n  ]\n}\n`;
    writeAtomically(this.path, [Buffer.from(text)]);
  }

  private compare(a: string, b: string): number {
    const [placeA = Infinity, placeB = Infinity] = [a, b].map((id) => this.places.get(id));
    return placeA === placeB ? a.localeCompare(b, 'en', { numeric: true }) : placeA - placeB;
  }
}
