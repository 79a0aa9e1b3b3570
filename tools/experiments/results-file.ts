import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { type Results, loadResults, resultsPath } from '../../lib/experiments/results';

/** The rows of an experiment, on disk after each one. */
export class ResultsFile<E extends keyof Results> {
  private rows: Results[E][];

  constructor(
    private readonly experiment: E,
    /** What is the same in two rows of the same training. */
    private readonly idOf: (row: Results[E]) => string,
    private readonly path = resultsPath(experiment),
  ) {
    this.rows = existsSync(path) ? loadResults(experiment, path) : [];
    mkdirSync(dirname(path), { recursive: true }); // before the minutes of training, if it cannot be made
  }

  has(id: string): boolean {
    return this.rows.some((row) => this.idOf(row) === id);
  }

  /** Adds a row in the place of an older one of the same training, and saves all, in the order of their ids. */
  put(row: Results[E]): void {
    this.rows = [...this.rows.filter((old) => this.idOf(old) !== this.idOf(row)), row];
    this.rows.sort((a, b) => this.idOf(a).localeCompare(this.idOf(b), 'en', { numeric: true }));
    const lines = this.rows.map((each) => `    ${JSON.stringify(each)}`).join(',\n');
    const command = `npm run experiments -- ${this.experiment}`;
    const text = `{\n  "command": "${command}",\n  "rows": [\n${lines}\n  ]\n}\n`;
    writeAtomically(this.path, [Buffer.from(text)]);
  }
}
