import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { labArguments } from '../../../tools/lab/arguments.mjs';

describe('labArguments', () => {
  const value = (args: readonly string[], name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

  it('shows readers their folder, with the contents first', () => {
    const args = labArguments('/course', { isAuthor: false });
    assert.equal(value(args, 'ServerApp.root_dir'), '/course/my-course');
    assert.equal(value(args, 'LabApp.default_url'), '/lab/tree/Contents.md');
  });

  it('shows authors the course itself, in the folder of its lessons', () => {
    const args = labArguments('/course', { isAuthor: true });
    assert.equal(value(args, 'ServerApp.root_dir'), '/course');
    assert.equal(value(args, 'LabApp.default_url'), '/lab/tree/notebooks');
  });

  it('opens a browser only where there is a screen', () => {
    const hasBrowser = (env: NodeJS.ProcessEnv) =>
      !labArguments('/course', { isAuthor: false, env }).includes('--no-browser');
    assert.deepEqual(
      [{}, { DISPLAY: '' }, { DISPLAY: ':0' }, { WAYLAND_DISPLAY: 'wayland-0' }].map(hasBrowser),
      [false, false, true, true],
    );
  });

  it('names settings that ask for no news and show Markdown as it is meant', () => {
    const folder = value(labArguments('/course', { isAuthor: false }), 'LabApp.app_settings_dir');
    const settings = JSON.parse(readFileSync(join(folder ?? '', 'overrides.json'), 'utf8'));
    assert.equal(settings['@jupyterlab/apputils-extension:notification'].fetchNews, 'false');
    assert.deepEqual(settings['@jupyterlab/docmanager-extension:plugin'].defaultViewers, {
      markdown: 'Markdown Preview',
    });
  });
});
