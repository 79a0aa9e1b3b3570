import { clock } from '../../lib/display';
import { reportFailure } from '../command-line';
import { parseTrainCommand } from './options';
import { runTraining } from './run';

/** Runs the command and says how it ended: 0 finished, 1 failed, 130 ended by Ctrl-C after saving. */
async function main(): Promise<number> {
  const start = performance.now();
  try {
    const command = parseTrainCommand(process.argv.slice(2));
    const { state, finished } = await runTraining(command, (line) => console.log(line));
    if (!finished) {
      console.log(
        `Stopped and saved at step ${state.step}. Go on with: npm run train -- --resume ` +
          `--out "${command.out}" --epochs ${command.epochs}`,
      );
      return 130;
    }
    const last = state.history.rows.at(-1);
    console.log(
      `Done in ${clock(performance.now() - start)}` +
        (last
          ? `: D loss ${last.discriminatorLoss.toFixed(3)}, G loss ${last.generatorLoss.toFixed(3)}, ` +
            `D accuracy ${(100 * last.discriminatorAccuracy).toFixed(1)} %`
          : '') +
        `. Pictures, history, generator and checkpoint are in ${command.out}.`,
    );
    return 0;
  } catch (error) {
    return reportFailure('npm run train', error);
  }
}

// Not process.exit: what is still being written to the terminal would be lost.
main().then((code) => (process.exitCode = code));
