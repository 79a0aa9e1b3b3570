// An experiment of one endless training, which returns what it has at an interrupt: run by interrupt.test.ts.
import { setTimeout as sleep } from 'node:timers/promises';

import type { Experiment } from '../../../lib/experiments/experiment';
import { withInterrupt } from '../../../lib/interrupt';
import { endAtInterrupt } from '../../../tools/experiments/interrupt';
import { runTrials } from '../../../tools/experiments/trials';

const run = () =>
  withInterrupt(async (signal) => {
    console.log('training');
    while (!signal.aborted) await sleep(10);
    console.log('saves the networks of seed 1');
    return { l1: 0.5 };
  });
const experiment: Experiment = {
  name: 'endless',
  about: 'one endless training',
  methods: [{ task: 'map', name: 'L1', run }],
};

endAtInterrupt();
void runTrials(
  experiment,
  { experiment: 'endless', seeds: 1, again: false },
  console.log,
  process.argv[2],
);
