import { clock } from '../../lib/display';
import { JUDGES } from '../../lib/judges';
import { reportFailure } from '../command-line';
import { makeJudge } from './make-judge';
import { parseClassifierCommand } from './options';

/** Trains judges one after another, or lists them. @returns the exit code */
async function main(): Promise<number> {
  try {
    const { judges, seed, epochs, out } = parseClassifierCommand(process.argv.slice(2), JUDGES);
    if (judges.length === 0) console.log(listOfJudges());
    for (const judge of judges) {
      const start = performance.now();
      const say = (line: string) =>
        console.log(`${judge.name}, ${clock(performance.now() - start)}: ${line}`);
      await makeJudge(judge, { seed, epochs: epochs ?? judge.epochs, out, say });
      say(`done; weights and card are in ${out}`);
    }
    return 0;
  } catch (error) {
    return reportFailure('npm run classifier', error);
  }
}

const listOfJudges = (): string =>
  JUDGES.map(({ name, title }) => `${name.padEnd(18)} ${title}`).join('\n');

main().then((code) => (process.exitCode = code));
