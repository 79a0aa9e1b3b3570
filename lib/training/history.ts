import { type Observable, Subject, concat, defer, from } from 'rxjs';

/** What happened in the steps since the row before. */
export interface HistoryRow {
  /** Generator updates made when the row was written. */
  readonly step: number;
  /** The same in passes over the data; 2.5 is the middle of the third. */
  readonly epoch: number;
  /** Mean of L_D over the row's steps. */
  readonly discriminatorLoss: number;
  /** Mean of L_G over the row's steps. */
  readonly generatorLoss: number;
  /** Share of reals and fakes, half each, that D put on the right side; mean over the row's steps. */
  readonly discriminatorAccuracy: number;
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

  /** Plain data of five columns, a third of the size of rows. */
  toJSON(): HistoryJson {
    const column = (name: keyof HistoryRow) => this.recorded.map((row) => row[name]);
    return {
      step: column('step'),
      epoch: column('epoch'),
      discriminatorLoss: column('discriminatorLoss'),
      generatorLoss: column('generatorLoss'),
      discriminatorAccuracy: column('discriminatorAccuracy'),
    };
  }

  /** A history with the rows of {@link toJSON}. */
  static fromJSON(json: HistoryJson): History {
    const history = new History();
    json.step.forEach((step, i) =>
      history.append({
        step,
        epoch: json.epoch[i],
        discriminatorLoss: json.discriminatorLoss[i],
        generatorLoss: json.generatorLoss[i],
        discriminatorAccuracy: json.discriminatorAccuracy[i],
      }),
    );
    return history;
  }
}

/** A history as columns: what `history.json` holds. */
export type HistoryJson = { readonly [column in keyof HistoryRow]: readonly number[] };
