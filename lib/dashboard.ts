import { setTimeout as pause } from 'node:timers/promises';

import { requireInteger } from './check';
import { type LiveLossHistory, lossTraces } from './dashboard-traces';
import { type Curves, GAN_CURVES } from './figures/loss-curves';

/** How to serve a dashboard. */
export interface DashboardOptions {
  /** Port on this machine, 0 to 65535. Default 0: a free one, found in `url`. */
  readonly port?: number;
  /** What the legend calls a curve, and its column. Default: a GAN's two losses. */
  readonly curves?: Curves;
}

/** A page with growing loss curves. */
export interface Dashboard {
  /** Where the page is; only this machine reaches it. */
  readonly url: string;
  /** Ends the page's server; an open page keeps its last curves. Asked again, it does nothing more. */
  close(): Promise<void>;
}

/** Between the last rows and the end of the server: an open page fetches them in a few ms. */
const LAST_LOOK_MS = 250;

/**
 * Loss curves in a browser, by nodeplotlib, that grow while a training runs. It needs no internet and opens no window:
 * the reader opens `url`. It ends when the history is closed, so that a program can end with its training.
 *
 * @throws RangeError when the port is no port; Error when it is taken
 */
export async function openDashboard(
  history: LiveLossHistory,
  { port = 0, curves = GAN_CURVES }: DashboardOptions = {},
): Promise<Dashboard> {
  requireInteger('port', port, { min: 0, max: 65535 });
  // Loaded here because it costs 0.4 s, which not everybody who imports the library needs.
  const { startPlotServer } = await import('./dashboard-server');
  const server = await startPlotServer(port, lossTraces(history, curves), LAYOUT);
  let closing: Promise<void> | undefined;
  const closeOnce = () => (closing ??= pause(LAST_LOOK_MS).then(server.close));
  const watch = history.rows$.subscribe({ complete: closeOnce });
  return {
    url: `http://127.0.0.1:${server.port}/`,
    close() {
      watch.unsubscribe();
      return closeOnce();
    },
  };
}

const LAYOUT = {
  xaxis: { title: { text: 'epoch' } },
  yaxis: { title: { text: 'loss' } },
  legend: { orientation: 'h', y: 1.12 },
  margin: { t: 40 },
} as const;
