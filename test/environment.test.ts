import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { describeEnvironment } from '../lib/environment';

describe('describeEnvironment', () => {
  it("names the running Node and the installed tfjs, on TensorFlow's native backend", () => {
    const { node, tfjs, backend } = describeEnvironment();
    assert.match(process.version, new RegExp(`^v${node}[.]`));
    const manifest = require.resolve('@tensorflow/tfjs-node/package.json');
    assert.equal(tfjs, (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version);
    assert.equal(backend, 'tensorflow');
  });

  it('gives the version of the C library as three numbers', () => {
    assert.match(describeEnvironment().tensorflow, /^\d+[.]\d+[.]\d+/);
  });
});
