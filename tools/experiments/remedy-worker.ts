import { runPoints } from '../../lib/experiments/point-run';
import { remedyRun } from '../../lib/experiments/remedies';
import type { RemedyRow } from '../../lib/experiments/results';
import type { RemedyJob } from './remedies';

/** Points that are kept of a training, for a picture. */
const NUM_KEPT = 400;
const round = (value: number) => Number(value.toFixed(3));

/** Trains what it is told and answers with the row. */
process.on('message', (job: RemedyJob) => {
  void train(job).then(
    (row) => process.send?.(row),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

process.on('disconnect', () => process.exit()); // whoever asked is gone

async function train(job: RemedyJob): Promise<RemedyRow> {
  const { points, modes, highQuality, reverseKl, seconds } = await runPoints(remedyRun(job));
  const row = {
    ...job,
    modes,
    highQuality: round(highQuality),
    reverseKl: round(reverseKl),
    seconds: Math.round(seconds),
  };
  const some = Array.from(points.dataSync().subarray(0, 2 * NUM_KEPT), round);
  points.dispose();
  return job.seed === 1 ? { ...row, points: some } : row;
}
