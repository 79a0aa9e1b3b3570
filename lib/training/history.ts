import { type Observable, Subject, concat, defer, from } from 'rxjs';

/**
 * What happened in the steps since the row before: the mean over them of each player's numbers, by player and number. A
 * GAN has `discriminatorLoss` (L_D), `generatorLoss` (L_G) and `discriminatorAccuracy`, the share of reals and fakes,
 * half each, that D put on the right side.
 */
export interface HistoryRow {
  /** Steps made when the row was written; of a GAN, updates of G. */
  readonly step: number;
  /** The same in passes over the data; 2.5 is the middle of the third. */
  readonly epoch: number;
  readonly [column: string]: number;
}

/** The record of a training, row by row. */
export class History {
  private readonly recorded: HistoryRow[] = [];
  private added = new Subject<HistoryRow>();

  /** The rows so far, oldest first. */
  get rows(): readonly HistoryRow[] {
    return this.recorded;
  }

  /** The rows so far and those to come; completes when the training ends. */
  get rows$(): Observable<HistoryRow> {
    return defer(() => concat(from([...this.recorded]), this.added));
  }

  /** Adds a row and hands it to whoever watches {@link rows$}. */
  append(row: HistoryRow): void {
    this.recorded.push(row);
    this.added.next(row);
  }

  /** Says that the training has ended: completes every {@link rows$} so far. Another one may go on with the rows. */
  close(): void {
    this.added.complete();
    this.added = new Subject();
  }

  /** Plain data by columns, a third of the size of rows. */
  toJSON(): HistoryJson {
    const names = Object.keys(this.recorded[0] ?? {});
    return Object.fromEntries(names.map((name) => [name, this.recorded.map((row) => row[name])]));
  }

  /** A history with the rows of {@link toJSON}. */
  static fromJSON(json: HistoryJson): History {
    const history = new History();
    json.step?.forEach((step, i) => {
      const columns = Object.entries(json).map(([name, values]) => [name, values[i]] as const);
      history.append({ ...Object.fromEntries(columns), step, epoch: json.epoch[i] });
    });
    return history;
  }
}

/**
 * A history as columns by name, `step` and `epoch` among them: what `history.json` holds. Empty while there is no row.
 */
export type HistoryJson = Readonly<Record<string, readonly number[]>>;
