import { AUGMENTATION_EXPERIMENT } from '../../lib/experiments/augmentation';
import { BREEDING_EXPERIMENT } from '../../lib/experiments/breeding';
import { CONTEXT_ENCODERS } from '../../lib/experiments/context-encoders';
import { CYCLEGAN } from '../../lib/experiments/cyclegan';
import { DEEP_ART_EXPERIMENT } from '../../lib/experiments/deep-art';
import type { Experiment } from '../../lib/experiments/experiment';
import { FACE_EDITING_EXPERIMENT } from '../../lib/experiments/face-editing';
import { FACES_ON_DEMAND_EXPERIMENT } from '../../lib/experiments/faces-on-demand';
import { INFOGAN_EXPERIMENT } from '../../lib/experiments/infogan';
import { MOTION_EXPERIMENT } from '../../lib/experiments/motion';
import { ACCOMPANY_EXPERIMENT } from '../../lib/experiments/accompany';
import { MUSEGAN_EXPERIMENT } from '../../lib/experiments/musegan';
import { PERFORMER_EXPERIMENT } from '../../lib/experiments/performer';
import { PIX2PIX } from '../../lib/experiments/pix2pix';
import { PRECISION } from '../../lib/experiments/precision';
import { RECOGNISER_EXPERIMENT } from '../../lib/experiments/recogniser';
import { SOUNDS_EXPERIMENT } from '../../lib/experiments/sounds';
import { SUPER_RESOLUTION_EXPERIMENT } from '../../lib/experiments/super-resolution';
import { TWO_RINGS } from '../../lib/experiments/two-rings';
import { VIDEO_EXPERIMENT } from '../../lib/experiments/video';
import { runImages } from './images';
import type { ExperimentsCommand } from './options';
import { runRemedies } from './remedies';
import { runTrials } from './trials';

/** An experiment as the command runs it. */
export interface RunnableExperiment {
  readonly name: string;
  /** A line of the command's help. */
  readonly about: string;
  readonly run: (command: ExperimentsCommand, print: (line: string) => void) => Promise<void>;
}

/** Experiments in the common form, the applications' in the order of the lessons: whoever writes one adds it here. */
const IN_COMMON_FORM: readonly Experiment[] = [
  PRECISION,
  PIX2PIX,
  CYCLEGAN,
  TWO_RINGS,
  CONTEXT_ENCODERS,
  SUPER_RESOLUTION_EXPERIMENT,
  BREEDING_EXPERIMENT,
  DEEP_ART_EXPERIMENT,
  FACES_ON_DEMAND_EXPERIMENT,
  FACE_EDITING_EXPERIMENT,
  INFOGAN_EXPERIMENT,
  RECOGNISER_EXPERIMENT,
  AUGMENTATION_EXPERIMENT,
  SOUNDS_EXPERIMENT,
  MUSEGAN_EXPERIMENT,
  ACCOMPANY_EXPERIMENT,
  MOTION_EXPERIMENT,
  PERFORMER_EXPERIMENT,
  VIDEO_EXPERIMENT,
];

/** All experiments. */
export const EXPERIMENTS: readonly RunnableExperiment[] = [
  {
    name: 'remedies',
    about: 'ring and grid, the plain GAN and each remedy; about 30 minutes for 5 seeds',
    run: runRemedies,
  },
  {
    name: 'images',
    about: 'the dense GAN, DCGAN and the conditional GAN on MNIST; about 14 minutes a seed',
    run: runImages,
  },
  ...IN_COMMON_FORM.map((experiment) => ({
    name: experiment.name,
    about: experiment.about,
    run: (command: ExperimentsCommand, print: (line: string) => void) =>
      runTrials(experiment, command, print),
  })),
];
