import { Presets, SingleBar } from 'cli-progress';

import { clock, precisionNotes } from '../../lib/display';
import type { Progress } from '../../lib/training/loop';

const FORMAT =
  ' {bar} epoch {epoch}/{totalEpochs} | D {discriminatorLoss} G {generatorLoss} | ' +
  '{stepsPerSecond} steps/s | {elapsed} gone, {left} left{notes}';

const READING_FORMAT = ' {bar} {value} of {total} pictures read | {duration_formatted} gone';

/** In the terminal, or as a line every ten seconds where the output is not one. */
const barOf = (format: string) =>
  new SingleBar(
    { format, noTTYOutput: true, notTTYSchedule: 10_000, hideCursor: true },
    Presets.shades_classic,
  );

/** A bar for the reading of pictures. */
export function readingBar() {
  const bar = barOf(READING_FORMAT);
  return {
    show(done: number, total: number): void {
      if (!bar.isActive) bar.start(total, done);
      else bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

/** A bar for the training. */
export function progressBar() {
  const bar = barOf(FORMAT);
  let started = false;
  return {
    show(progress: Progress): void {
      const row = progress.history.rows.at(-1);
      const payload = {
        epoch: progress.epoch.toFixed(1),
        totalEpochs: progress.totalEpochs,
        discriminatorLoss: row?.discriminatorLoss.toFixed(3) ?? '–',
        generatorLoss: row?.generatorLoss.toFixed(3) ?? '–',
        stepsPerSecond: progress.stepsPerSecond.toFixed(0),
        elapsed: clock(progress.elapsedMs),
        left: clock(progress.remainingMs),
        notes: precisionNotes(progress.precisions)
          .map((note) => ` | ${note}`)
          .join(''),
      };
      if (!started) bar.start(progress.totalSteps, progress.step, payload);
      else bar.update(progress.step, payload);
      started = true;
    },
    stop: () => bar.stop(),
  };
}
