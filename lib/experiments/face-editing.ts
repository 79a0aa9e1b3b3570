import { tf } from '../backend';
import { EXPRESSIONS } from '../data/faces/person';
import { CLOSE_UPS_JUDGE } from '../judges/close-ups';
import { loadJudge } from '../judges/judge-file';
import { counterfactualErrors } from '../metrics/counterfactual';
import { frechetDistance } from '../metrics/frechet';
import type { Experiment, Measures, Method } from './experiment';
import {
  type ChangedFaces,
  type FaceEditingRun,
  type TrainedEditor,
  buildFaceEditor,
  changedFaces,
  editFaces,
  trainFaceEditor,
  trainPairedEditor,
} from './face-editing-run';
import { measureAsked, retrieveAsked } from './faces-on-demand-measures';
import {
  type AskedFaces,
  FACE_CONTROLS,
  type FaceControl,
  faceControlsOf,
  loadAskedFaces,
} from './faces-on-demand-run';
import { keptNetwork } from './kept-network';
import { loadedOnce } from './loaded-once';

/** The editor of seed 1 ({@link editFaces}): 1.5 MB, since lesson 15 shows it and a reader would train it for minutes. */
export const FACE_EDITOR = keptNetwork('face-editor', {
  experiment: 'face-editing',
  build: () => buildFaceEditor(0),
});

/** A way to change faces: they, in 0..1, and what they are to become → the changed ones; the caller disposes. */
type Edit = (faces: AskedFaces, wanted: ChangedFaces) => tf.Tensor4D;

const faces = loadedOnce(() => loadAskedFaces());

/**
 * How well held-out faces are changed, one thing at a time: whether a judge sees what was asked (expressions as the share
 * that is named, turn and light as degrees off), the error of all pixels, and of those that should have stayed, in percent
 * of the range, and how real they look as a set.
 */
export function measureEditing(edit: Edit, test: AskedFaces): Measures {
  const judge = loadJudge(CLOSE_UPS_JUDGE);
  try {
    return tf.tidy(() => {
      const real = judge.judge(test.pictures).features;
      const found = (Object.keys(FACE_CONTROLS) as FaceControl[]).map((what) => {
        const wanted = changedFaces(test.faces, what);
        const made = edit(test, wanted);
        const { all, unchanged } = counterfactualErrors(test.pictures, wanted.pictures, made);
        return {
          [what]: measureAsked(judge, made, wanted.faces)[what],
          [`${what}L1`]: all,
          [`${what}Unchanged`]: unchanged,
          [`${what}Frechet`]: frechetDistance(real, judge.judge(made).features),
        };
      });
      return Object.assign({}, ...found) as Measures; // of numbers alone
    });
  } finally {
    judge.dispose();
  }
}

const TASK = 'one thing changed';

const rule = (name: string, edit: Edit): Method => ({
  task: TASK,
  name,
  isExact: true,
  run: () => measureEditing(edit, faces().test),
});

/** Of each wanted face the training face that shows what is nearest. */
const retrieve: Edit = (_, wanted) =>
  tf.tidy(() => retrieveAsked(faceControlsOf(wanted.faces), faces().training));

const trained = (
  name: string,
  train: (seed: number) => Promise<TrainedEditor>,
  isKept = false,
): Method => ({
  task: TASK,
  name,
  run: async (seed) => {
    const { generator, steps, minutes } = await train(seed);
    try {
      if (isKept && seed === 1) {
        FACE_EDITOR.save(generator, { seed, steps, minutes: Number(minutes.toFixed(2)) });
      }
      const edit: Edit = ({ pictures }, { change }) => editFaces(generator, pictures, change);
      return { ...measureEditing(edit, faces().test), minutes };
    } finally {
      generator.dispose();
    }
  },
});

const unpaired = (name: string, run: Omit<FaceEditingRun, 'seed'>, isKept = false): Method =>
  trained(name, (seed) => trainFaceEditor(faces().training, { ...run, seed }), isKept);

/** A given face with another expression, turned or lit otherwise, beside its true picture. */
export const FACE_EDITING_EXPERIMENT: Experiment = {
  name: 'face-editing',
  about: `a given face changed (${EXPRESSIONS.length} expressions, turn, light); about 30 minutes a seed`,
  methods: [
    rule('the true picture', (_, { pictures }) => tf.clone(pictures)),
    rule('nothing done', ({ pictures }) => tf.clone(pictures)),
    rule('nearest training face', retrieve),
    trained('with pairs, L1 alone', (seed) => trainPairedEditor(faces().training, { seed })),
    unpaired('D is told, and sees pictures shifted', {}, true),
    unpaired('D sees them in place', { shift: 0 }),
    unpaired('D is not told', { isTold: false }),
    unpaired('there and back', { keeps: 'cycle' }),
    unpaired('without the adversarial loss', { isAdversarial: false }),
    unpaired('neither told nor shifted', { isTold: false, shift: 0 }),
  ],
};
