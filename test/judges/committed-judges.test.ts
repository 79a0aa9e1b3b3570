import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';

import { JUDGES } from '../../lib/judges';
import { judgePath, readJudge } from '../../lib/judges/judge-file';
import { cardText } from '../../tools/classifier/card';

describe('the committed judges', () => {
  it('have names of their own', () => {
    assert.equal(new Set(JUDGES.map(({ name }) => name)).size, JUDGES.length);
  });

  for (const definition of JUDGES) {
    const path = judgePath(definition);

    it(`have under a megabyte: ${definition.name}`, () => {
      assert.ok(statSync(path).size < 1e6, `${statSync(path).size}`);
    });

    it(`are what their definition asks for: ${definition.name}`, () => {
      const { model, facts } = readJudge(definition, path);
      model.dispose();
      const { seed, epochs, numTest } = facts;
      assert.deepEqual([seed, epochs], [1, definition.epochs]);
      assert.deepEqual(facts.otherSeeds.map((each) => each.seed), [2, 3]); // prettier-ignore
      assert.ok(numTest > 0);
      assert.deepEqual(Object.keys(facts.heldOut), Object.keys(definition.answers));
    });

    it(`have the card that belongs to them: ${definition.name}`, () => {
      const { model, facts } = readJudge(definition, path);
      model.dispose();
      const card = readFileSync(path.replace('.safetensors', '.md'), 'utf8');
      assert.equal(card, cardText(definition, facts));
    });
  }
});
