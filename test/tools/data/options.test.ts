import assert from 'node:assert/strict';

import { parseDataCommand } from '../../../tools/data/options';

const KNOWN = ['emoji', 'photos'];

describe('parseDataCommand', () => {
  it('lists the sets when nothing is asked for', () => {
    assert.deepEqual(parseDataCommand([], KNOWN), { action: 'list', names: [] });
  });

  it('builds the sets that are named, or all', () => {
    assert.deepEqual(parseDataCommand(['photos'], KNOWN), { action: 'build', names: ['photos'] });
    assert.deepEqual(parseDataCommand(['--all'], KNOWN), { action: 'build', names: KNOWN });
  });

  it('draws sheets of sets that are named, or of all', () => {
    const drawn = { action: 'sheet', names: ['emoji'] };
    assert.deepEqual(parseDataCommand(['sheet', 'emoji'], KNOWN), drawn);
    assert.deepEqual(parseDataCommand(['sheet', '--all'], KNOWN), {
      action: 'sheet',
      names: KNOWN,
    });
  });

  for (const args of [['emojis'], ['sheet', 'emojis']]) {
    it(`throws on ${args.join(' ')}, naming the sets that there are`, () => {
      assert.throws(
        () => parseDataCommand(args, KNOWN),
        /No set is called emojis\. There are: emoji, photos\./,
      );
    });
  }
});
