import assert from 'node:assert/strict';

import { JUDGES } from '../../lib/judges';
import { loadJudge } from '../../lib/judges/judge-file';
import { evaluate } from '../../tools/classifier/evaluation';

/**
 * Another kind of processor rounds otherwise, and a few held-out examples may lie that near to two answers: with the
 * kernels of four kinds at most one example of a judge changed sides. Twice that many may.
 */
const CHANGED_SIDES = 2;
/** Mean distances differ by rounding alone. */
const ROUNDING = 1e-3;

for (const definition of JUDGES) {
  describe(`the judge ${definition.name}`, () => {
    it('gets on the held-out examples what its card says, which is more than a guess and no less than a linear map', async () => {
      const examples = await definition.load('test');
      const { facts, judge, dispose } = loadJudge<string>(definition);
      const qualities = evaluate({ judge, dispose }, definition, examples);
      dispose();
      examples.inputs.dispose();
      assert.equal(examples.inputs.shape[0], facts.numTest);
      for (const [name, { kind }] of Object.entries(definition.answers)) {
        const [found, stated] = [qualities[name].value, facts.heldOut[name]];
        const tolerance = kind === 'quantity' ? ROUNDING : CHANGED_SIDES / facts.numTest;
        const near = `${name}: ${found}, but ${stated.value} is stated`;
        assert.ok(Math.abs(found - stated.value) <= tolerance + 1e-5 * stated.value, near); // five digits are kept
        const sign = kind === 'quantity' ? -1 : 1; // a distance is to be small
        assert.ok(
          sign * (stated.value - stated.guess) > 0,
          `${name}: a guess gets ${stated.guess}`,
        );
        const linear = facts.linear[name];
        assert.ok(sign * (stated.value - linear) >= 0, `${name}: a linear map gets ${linear}`);
      }
    });
  });
}
