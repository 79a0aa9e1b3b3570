import assert from 'node:assert/strict';

import { JUDGES } from '../../lib/judges';
import { loadJudge } from '../../lib/judges/judge-file';
import { evaluate } from '../../tools/classifier/evaluation';

/** With the kernels of four kinds of processor no held-out example changed sides; with those of a fifth one may. */
const CHANGED_SIDES = 1;
/** Mean distances differed by 3e-6 at most. */
const ROUNDING = 1e-4;

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
