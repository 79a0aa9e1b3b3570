import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { code, notebookOf } from '../notebooks/build-notebook';

const ROOT = join(__dirname, '../..');
const KERNEL = join(ROOT, 'kernel/dist/main.js');

/** Jupyter chooses ports that are free, and until the kernel listens another program may take one. */
describe('a kernel that cannot start', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'));
  after(() => rmSync(folder, { recursive: true }));

  it('ends with one sentence when a port is taken, so that Jupyter starts it on others', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port)),
    );
    const connection = join(folder, 'connection.json');
    const names = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'];
    const ports = Object.fromEntries(names.map((name) => [name, port])); // taken, whichever is first
    writeFileSync(
      connection,
      JSON.stringify({
        ...ports,
        ip: '127.0.0.1',
        transport: 'tcp',
        key: 'key',
        signature_scheme: 'hmac-sha256',
      }),
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      [KERNEL, `--config-path=${connection}`],
      {
        encoding: 'utf8',
        timeout: 30_000,
      },
    );
    other.close();
    assert.equal(status, 1, stderr);
    assert.match(stderr, /^The kernel ends: it cannot listen on the ports .*already in use.*\n$/);
  });

  /** Runs a notebook of one cell in a kernel whose first starts end at once. */
  function runWhereStartsFail(failures: number) {
    const spec = join(folder, `of-${failures}`, 'kernels', 'tslab');
    mkdirSync(spec, { recursive: true });
    const [count, program] = ['count', 'start.sh'].map((name) => join(spec, name));
    writeFileSync(
      program,
      `#!/bin/sh
echo start >> '${count}'
[ "$(grep -c start '${count}')" -le ${failures} ] && exit 1
exec '${process.execPath}' '${KERNEL}' "$@"
`,
    );
    chmodSync(program, 0o755);
    const argv = [program, '--config-path={connection_file}'];
    const about = { argv, display_name: 'TypeScript', language: 'typescript' };
    writeFileSync(join(spec, 'kernel.json'), JSON.stringify(about));
    const [source, target] = ['source.ipynb', 'target.ipynb'].map((name) => join(spec, name));
    writeFileSync(source, JSON.stringify(notebookOf(code('sum', 'console.log(1 + 1);'))));
    const { status, stdout } = spawnSync(
      join(ROOT, '.venv/bin/python'),
      [join(ROOT, 'tools/notebooks/execute.py'), source, target, '--folder', spec],
      {
        encoding: 'utf8',
        env: { ...process.env, JUPYTER_PATH: join(folder, `of-${failures}`) },
      },
    );
    const starts = readFileSync(count, 'utf8').split('\n').length - 1;
    return { status, stdout, starts };
  }

  it('is started again by the runner of lessons', () => {
    const { status, stdout, starts } = runWhereStartsFail(1);
    assert.deepEqual([status, starts], [0, 2], stdout);
    assert.match(stdout, /"done"/);
  });

  it('is said to have died when it ends at each start', () => {
    const { status, stdout, starts } = runWhereStartsFail(9);
    assert.deepEqual([status, starts], [1, 3], stdout);
    assert.match(stdout, /"id": null, "message": "the kernel died"/);
  });
});
