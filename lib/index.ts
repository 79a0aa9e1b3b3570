export * from './atomic-write';
export { tf } from './backend';
export * from './backend/compiled-step';
export * from './backend/optimizer';
export * from './budget';
export * from './dashboard';
export * from './data/batches';
export { type Build, buildOf } from './data/bodies/build';
export * from './data/bodies/characters';
export { drawBodies } from './data/bodies/draw-body';
export * from './data/bodies/films';
export * from './data/brain';
export * from './data/cartoon-faces';
export * from './data/earth';
export * from './data/ecg';
export * from './data/emoji';
export { type Face } from './data/faces/face';
export * from './data/faces/faces';
export {
  EXPRESSIONS,
  EYE_COLOURS,
  HAIR_COLOURS,
  HAIR_STYLES,
  type Expression,
  type EyeColour,
  type HairColour,
  type HairStyle,
  type Person,
  personOf,
} from './data/faces/person';
export * from './data/furniture';
export * from './data/idx';
export * from './data/images';
export * from './data/manifest';
export * from './data/mnist';
export * from './data/motion/features';
export { type StageView, drawFigures } from './data/motion/figures';
export { type MotionClip, loadMotions } from './data/motion/motions';
export * from './data/motion/poses';
export { type Quaternion, type Vector } from './data/motion/quaternion';
export * from './data/motion/skeleton';
export * from './data/motion/windows';
export * from './data/outlines';
export * from './data/paintings';
export * from './data/patches';
export * from './data/photos';
export * from './data/picture-set';
export * from './data/points';
export * from './data/procedural-furniture';
export * from './data/terrain';
export * from './data/voxels';
export * from './display';
export * from './environment';
export * from './experiments/discriminators';
export * from './experiments/generators';
export * from './experiments/point-run';
export * from './experiments/remedies';
export * from './experiments/results';
export * from './figures';
export * from './interrupt';
export * from './layers';
export * from './losses';
export * from './metrics/class-shares';
export * from './metrics/classifier';
export * from './metrics/classifier-file';
export * from './metrics/divergence';
export * from './metrics/estimate';
export * from './metrics/frechet';
export * from './metrics/game-value';
export * from './metrics/histogram';
export * from './metrics/judge';
export * from './metrics/modes';
export * from './metrics/nearest';
export * from './metrics/precision-recall';
export * from './metrics/score';
export * from './models/conditional-dcgan';
export * from './models/dcgan';
export * from './models/dcgan-critic';
export * from './models/dense';
export * from './models/gan';
export * from './models/mnist-classifier';
export * from './models/points';
export * from './models/weights-file';
export * from './penalties';
export * from './random';
export * from './training/checkpoint';
export * from './training/history';
export * from './training/loop';
export * from './training/presets';
export * from './training/state';
export * from './training/step';
