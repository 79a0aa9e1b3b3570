import assert from 'node:assert/strict';

import { parseLevel } from '../../../lib/data/sokoban';
import { solves } from '../../../tools/data/sokoban-solution';

const corridor = parseLevel('########\n#@ $  .#\n########');

describe('solves', () => {
  it('is true when every box ends on a goal', () => {
    assert.ok(solves(corridor, 'rrrr'));
  });

  it('reads numbers before letters and before brackets', () => {
    assert.ok(solves(corridor, '4r'));
    assert.ok(solves(corridor, 'r2(rlr)r')); // r rlr rlr r, of which the pushes are three
    assert.ok(!solves(corridor, '3r'));
  });

  it('is false when a step goes into a wall, or a box into a wall or a box', () => {
    assert.ok(!solves(corridor, 'urrrr'));
    assert.ok(!solves(corridor, '5r'));
    assert.ok(!solves(parseLevel('########\n#@$$..##\n########'), 'rr'));
  });

  it('knows players and boxes that stand on goals', () => {
    assert.ok(solves(parseLevel('#+$ #'), 'rl') === false); // the box is on none
    assert.ok(solves(parseLevel('#.*@#'), '')); // nothing is to be done
    assert.ok(solves(parseLevel('# $+#'), 'l') === false);
    assert.ok(solves(parseLevel('#.*@#'), 'l')); // from one goal to the next
  });
});
