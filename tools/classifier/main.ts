import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { clock } from '../../lib/display';
import { JUDGES } from '../../lib/judges';
import type { JudgeDefinition } from '../../lib/judges/definition';
import { saveJudge } from '../../lib/judges/judge-file';
import { reportFailure } from '../command-line';
import { cardText } from './card';
import { factsOf } from './facts';
import { type ClassifierCommand, parseClassifierCommand } from './options';
import { trainJudge } from './train';

/** Trains judges one after another, looks how good each is, and writes it with its card. @returns the exit code */
function main(): number {
  try {
    const { judges, ...command } = parseClassifierCommand(process.argv.slice(2), JUDGES);
    if (judges.length === 0) console.log(listOfJudges());
    judges.forEach((judge) => makeJudge(judge, command));
    return 0;
  } catch (error) {
    return reportFailure('npm run classifier', error);
  }
}

function makeJudge(
  definition: JudgeDefinition,
  { out, seed, epochs = definition.epochs }: Omit<ClassifierCommand, 'judges'>,
): void {
  mkdirSync(out, { recursive: true }); // before the minutes of training, if it cannot be made
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const { name } = definition;
  const data = definition.load();
  console.log(`${name}: ${epochs} epochs of ${data.train.inputs.shape[0]} examples.`);
  const model = trainJudge(definition, data.train, { seed, epochs }, (epoch, loss) =>
    console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, ${clock(elapsed())}`),
  );
  const facts = factsOf(definition, {
    model,
    data,
    training: { seed, epochs, minutes: elapsed() / 60_000 },
  });
  saveJudge(definition, { model, facts }, join(out, `${name}.safetensors`));
  writeAtomically(join(out, `${name}.md`), [Buffer.from(cardText(definition, facts))]);
  console.log(`${name}: done in ${clock(elapsed())}; weights and card are in ${out}.`);
}

const listOfJudges = (): string =>
  JUDGES.map(({ name, title }) => `${name.padEnd(18)} ${title}`).join('\n');

process.exitCode = main();
