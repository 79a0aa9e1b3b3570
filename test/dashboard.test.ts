import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { firstValueFrom } from 'rxjs';

import { openDashboard } from '../lib/dashboard';
import { lossTraces } from '../lib/dashboard-traces';
import { History } from '../lib/training/history';

describe('openDashboard', () => {
  it('serves a page that names no other machine', async () => {
    const dashboard = await openDashboard(new History());
    const page = await (await fetch(dashboard.url)).text();
    await dashboard.close();
    assert.match(page, /<script[^>]* src="plotly\.js"/);
    assert.doesNotMatch(page, /https?:/);
  });

  it('serves the same page at /plots, where the page itself leads', async () => {
    const dashboard = await openDashboard(new History());
    const pages = ['', 'plots'].map(async (path) => (await fetch(dashboard.url + path)).text());
    const [first, second] = await Promise.all(pages);
    await dashboard.close();
    assert.equal(second, first);
  });

  it('serves plotly from its package', async () => {
    const dashboard = await openDashboard(new History());
    const script = await (await fetch(`${dashboard.url}plotly.js`)).text();
    await dashboard.close();
    assert.match(script.slice(0, 200), /plotly\.js \(basic - minified\) v3/);
  });

  it('is reached by 127.0.0.1 alone, not by the other addresses of this machine', async () => {
    const dashboard = await openDashboard(new History());
    const port = Number(new URL(dashboard.url).port);
    // A server on all interfaces takes 127.0.0.2 as well.
    const answers = await Promise.all(['127.0.0.1', '127.0.0.2'].map((host) => reach(host, port)));
    await dashboard.close();
    assert.deepEqual(answers, ['connected', 'ECONNREFUSED']);
  });

  it('follows the columns asked for, under their names', async () => {
    const history = new History();
    history.append({ step: 1, epoch: 0.5, painterL1: 0.25, judgeLoss: 3 });
    const traces = lossTraces(history, { L1: 'painterL1', 'judge loss': 'judgeLoss' });
    const found = await firstValueFrom(traces);
    assert.deepEqual(
      found.map(({ name, x, y }) => ({ name, x, y })),
      [
        { name: 'L1', x: [0.5], y: [0.25] },
        { name: 'judge loss', x: [0.5], y: [3] },
      ],
    );
    assert.equal(new Set(found.map(({ line }) => line.dash)).size, 2); // not told apart by colour alone
  });

  it('ends when the history is closed', async () => {
    const history = new History();
    const dashboard = await openDashboard(history);
    history.close();
    await dashboard.close(); // waits for the same end
    assert.equal(await reach('127.0.0.1', Number(new URL(dashboard.url).port)), 'ECONNREFUSED');
  });

  it('ends though a browser holds a connection on which it has asked nothing yet', async () => {
    // Chromium opens such ones ahead of its next request.
    const dashboard = await openDashboard(new History());
    const socket = connect(Number(new URL(dashboard.url).port), '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    socket.resume();
    await dashboard.close();
    await ended;
  });

  it('refuses a number that is no port', async () => {
    await assert.rejects(openDashboard(new History(), { port: 70000 }), {
      name: 'RangeError',
      message: 'expected port to be an integer from 0 to 65535, but got 70000',
    });
  });

  it('says when the port is taken', async () => {
    const dashboard = await openDashboard(new History());
    const port = Number(new URL(dashboard.url).port);
    await assert.rejects(openDashboard(new History(), { port }), {
      name: 'Error',
      message: `expected port ${port} of 127.0.0.1 to be free, but got EADDRINUSE: choose another, or 0 for any free one`,
    });
    await dashboard.close();
  });
});

/** `connected`, or the code of the error. */
function reach(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve('connected');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
