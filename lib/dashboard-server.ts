import { NestFactory } from '@nestjs/core';
import { PlotsGateway } from 'nodeplotlib/src/lib/server/plots/plots.gateway';
import { ServerModule } from 'nodeplotlib/src/lib/server/server.module';
import type { Layout, Plot } from 'nodeplotlib/src/lib/interfaces/plot';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Observable, map } from 'rxjs';

// nodeplotlib 1.1.2 (last release 2022) is a page with plotly, and a NestJS server that sends plots to it. Its `plot()`
// starts that server on all interfaces, opens a browser, prints lines, reports no error and has no way to close.
// Everything but `plot()` is used here, started by our own hand; each mend below says what it mends.

/** A running server of nodeplotlib's page. */
export interface PlotServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves nodeplotlib's page with one plot.
 *
 * @param port 0 for a free one
 * @param traces$ what the plot shows; every page that is opened subscribes for itself
 * @throws Error when the port is taken
 */
export async function startPlotServer(
  port: number,
  traces$: Observable<Plot[]>,
  layout: Layout,
): Promise<PlotServer> {
  // Nest by default prints each start and ends the process on an error.
  const app = await NestFactory.create(ServerModule, { logger: false, abortOnError: false });
  Object.assign(app.get(PlotsGateway), {
    // Its own stream is shared, so a second page stayed empty until the next change.
    plotDataStream$: traces$.pipe(map((data) => ({ id: 0, data, layout }))),
    // Its own print a line for every page, and end the server when the last page is closed or loaded again.
    handleConnection() {},
    handleDisconnect() {},
  });
  app.use(serveLocalPage);
  const server: Server = app.getHttpServer();
  try {
    await app.listen(port, '127.0.0.1'); // `plot()` listens on all interfaces
  } catch (error) {
    await app.close();
    // Anything else that went wrong says so itself.
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(
      `expected port ${port} of 127.0.0.1 to be free, but got EADDRINUSE: choose another, or 0 for any free one`,
      { cause: error },
    );
  }
  return {
    // It is an AddressInfo, because the server listens on a port and not on a pipe.
    port: (server.address() as AddressInfo).port,
    close() {
      // Nest waits for connections on which nothing was asked yet, which browsers hold for minutes.
      server.close();
      server.closeAllConnections();
      return app.close();
    },
  };
}

const read = (file: string) => readFileSync(require.resolve(file), 'utf8');

/** Answers for the page and its plotly before nodeplotlib does, so that nothing is asked of another machine. */
function serveLocalPage(request: IncomingMessage, response: ServerResponse, next: () => void) {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/plotly.js') {
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
    response.end(read('plotly.js-basic-dist-min/plotly-basic.min.js'));
  } else if (pathname === '/index.html' || !/\.|socket/.test(pathname)) {
    // The page changes its address to /plots, and may be loaded again there.
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(localPage());
  } else {
    next();
  }
}

/**
 * nodeplotlib's page without what it loads from the internet: plotly 1.58 from a CDN, and Google's fonts. What it
 * calls, `Plotly.newPlot` and `Plotly.react`, is the same in the plotly of today. The one plot has the whole width, and
 * the icons that need such a font are not shown.
 */
function localPage(): string {
  const style =
    'npl-plots { grid-template-columns: 1fr !important } .info-icons { display: none !important }';
  return read('nodeplotlib/src/lib/server/web/index.html')
    .replace(/https:\/\/cdn\.plot\.ly\/[^"]+/, 'plotly.js')
    .replace(/<link rel="preconnect"[^>]*>/g, '')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace('</head>', `<style>${style}</style></head>`);
}
