import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import type { JudgeDefinition } from '../../lib/judges/definition';
import { saveJudge } from '../../lib/judges/judge-file';
import { cardText } from './card';
import { type Examples, factsOf, valuesOf } from './facts';
import { buildLinearNetwork } from './linear-network';
import { trainJudge } from './train';

/** How to make a judge. */
export interface Making {
  /** Of the network that is kept. */
  readonly seed: number;
  /** Passes over the training examples. */
  readonly epochs: number;
  /** The folder of weights and card. */
  readonly out: string;
  /** Told now and then how it goes, in a line. */
  readonly say: (line: string) => void;
}

/** Networks trained from further seeds, to see how much hangs on the seed. */
const NUM_OTHER_SEEDS = 2;

/**
 * Trains a judge, looks how good it is, and writes it with its card. The network of the first seed is kept, whatever
 * those of the next two are worth.
 *
 * @throws Error when the folder cannot be made, or the loss is not finite any more
 */
export async function makeJudge(
  definition: JudgeDefinition,
  { seed, epochs, out, say }: Making,
): Promise<void> {
  mkdirSync(out, { recursive: true }); // before the minutes of training, if it cannot be made
  const data = { train: await definition.load('train'), test: await definition.load('test') };
  say(`${epochs} epochs of ${data.train.inputs.shape[0]} examples`);
  const start = performance.now();
  const model = trainJudge(definition, data.train, { seed, epochs }, (epoch, loss) =>
    say(`epoch ${epoch}: loss ${loss.toFixed(4)}`),
  );
  const minutes = (performance.now() - start) / 60_000;
  const train = (changed: JudgeDefinition, from: number) =>
    valuesOf(changed, trainJudge(changed, data.train, { seed: from, epochs }), data.test);
  const otherSeeds = Array.from({ length: NUM_OTHER_SEEDS }, (_, i) => {
    const other = seed + 1 + i;
    say(`once more from seed ${other}`);
    return { seed: other, values: train(definition, other) };
  });
  say('once more as a linear map');
  const linear = train({ ...definition, build: buildLinearNetwork }, seed);
  const facts = factsOf(definition, model, data, { seed, epochs, minutes, otherSeeds, linear });
  saveJudge(definition, { model, facts }, join(out, `${definition.name}.safetensors`));
  writeAtomically(join(out, `${definition.name}.md`), [Buffer.from(cardText(definition, facts))]);
  model.dispose();
  disposeOf(data);
}

const disposeOf = ({ train, test }: Examples) =>
  [train, test].forEach(({ inputs }) => inputs.dispose());
