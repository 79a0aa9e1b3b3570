import {
  type Observable,
  concat,
  endWith,
  ignoreElements,
  map,
  merge,
  of,
  throttleTime,
} from 'rxjs';

import { binMeans } from './figures/bins';
import type { Curves, LossRow } from './figures/loss-curves';
import { COLOURS } from './figures/palette';

/** What a dashboard follows: a training's history has it. */
export interface LiveLossHistory {
  readonly rows: readonly LossRow[];
  /** The rows so far and those to come; when it completes, the dashboard closes. */
  readonly rows$: Observable<LossRow>;
}

/**
 * A page is told of new rows at most this often; that costs 6 ms after 93,700 steps, 1 % of the time,
 * and nothing while no page is open.
 */
const REDRAW_MS = 500;
const MAX_POINTS = 400;
const DASHES = ['solid', 'dash', 'dot', 'dashdot'] as const;

/** The curves as plotly's traces, at once and then whenever rows came. */
export function lossTraces(history: LiveLossHistory, curves: Curves) {
  const column = (name: string) => binMeans(history.rows, (row) => row[name], MAX_POINTS);
  const traces = () => {
    const x = column('epoch');
    return Object.entries(curves).map(([name, of], i) => ({
      type: 'scatter' as const,
      mode: 'lines' as const,
      name,
      x,
      y: column(of),
      line: { color: COLOURS[i % COLOURS.length], dash: DASHES[i % DASHES.length] },
    }));
  };
  const redraw = throttleTime(REDRAW_MS, undefined, { leading: true, trailing: true });
  const growing = concat(of(null), history.rows$).pipe(redraw);
  // The throttle would hold the last rows back until the server has ended.
  const atTheEnd = history.rows$.pipe(ignoreElements(), endWith(null));
  return merge(growing, atTheEnd).pipe(map(traces));
}
