export * from './atomic-write';
export { tf } from './backend';
export * from './backend/compiled-step';
export * from './backend/optimizer';
export { type Precision, PRECISIONS, precisionInUse } from './backend/precision';
export * from './baselines/baseline';
export * from './baselines/class-gaussian';
export * from './baselines/colour-match';
export * from './baselines/fill-holes';
export * from './baselines/independent-marginals';
export * from './baselines/markov-chain';
export * from './baselines/mean-image';
export * from './baselines/nearest-neighbour';
export * from './baselines/patch-ridge';
export * from './baselines/pca';
export * from './baselines/pca-gaussian';
export * from './baselines/ridge-regression';
export * from './baselines/upsampling';
export * from './budget';
export * from './dashboard';
export type { LiveLossHistory } from './dashboard-traces';
export { BASES } from './data/bases';
export * from './data/batches';
export { type Build, buildOf } from './data/bodies/build';
export * from './data/bodies/characters';
export { drawBodies } from './data/bodies/draw-body';
export * from './data/bodies/films';
export * from './data/brain';
export * from './data/cartoon-faces';
export * from './data/drums';
export * from './data/earth';
export * from './data/ecg';
export * from './data/emoji';
export * from './data/emoji-outlines';
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
export * from './data/greys';
export * from './data/holes';
export * from './data/idx';
export * from './data/image-folder';
export * from './data/images';
export * from './data/jittered-batches';
export * from './data/loops';
export * from './data/manifest';
export * from './data/mnist';
export * from './data/molecule-graph';
export * from './data/motion/features';
export { type StageView, drawFigures } from './data/motion/figures';
export { type MotionClip, loadMotions } from './data/motion/motions';
export * from './data/motion/poses';
export { type Quaternion, type Vector } from './data/motion/quaternion';
export * from './data/motion/skeleton';
export * from './data/motion/windows';
export * from './data/movielens';
export * from './data/moving-digits';
export * from './data/mu-law';
export * from './data/orl-faces';
export * from './data/outlines';
export * from './data/paintings';
export type { PicturePairs } from './data/pairs';
export * from './data/patches';
export * from './data/photos';
export * from './data/picture-set';
export type { ImageOptions, PixelRange } from './data/pixel-range';
export * from './data/points';
export * from './data/procedural-furniture';
export * from './data/procedural-molecules';
export * from './data/shrink';
export * from './data/smiles';
export * from './data/sokoban';
export * from './data/sounds';
export * from './data/splice-donors';
export * from './data/spoken-digits';
export * from './data/terrain';
export * from './data/voxels';
export * from './data/window-batches';
export * from './discrete-outputs';
export * from './display';
export * from './environment';
export {
  CONTEXT_ENCODER,
  HOLE_FILLERS,
  middleOf,
  toUnitRange,
} from './experiments/context-encoders';
export * from './experiments/cyclegan';
export {
  type GlassesCounts,
  type TwoKinds,
  loadPaintingKinds,
  loadSeasonKinds,
  makeGlassesKinds,
} from './experiments/cyclegan-kinds';
export * from './experiments/cyclegan-run';
export * from './experiments/discriminators';
export type { Experiment, Measures, Method, ResultRow } from './experiments/experiment';
export * from './experiments/generators';
export * from './experiments/other-runs';
export { PIX2PIX_EMOJI } from './experiments/pix2pix';
export * from './experiments/pix2pix-run';
export * from './experiments/point-run';
export * from './experiments/remedies';
export * from './experiments/result-table';
export * from './experiments/results';
export * from './experiments/super-resolution-run';
export * from './experiments/two-rings';
export { SUPER_RESOLVERS } from './experiments/super-resolution';
export * from './figures';
export * from './interrupt';
export * from './judges/cartoon-glasses';
export * from './judges/definition';
export * from './judges/drums';
export * from './judges/earth-seasons';
export * from './judges/emoji-groups';
export * from './judges/emoji-styles';
export * from './judges/faces';
export * from './judges/facts';
export * from './judges/furniture';
export * from './judges/heart-beats';
export * from './judges/judge';
export * from './judges/judge-file';
export * from './judges/mnist';
export * from './judges/paintings';
export * from './judges/questions';
export * from './judges/spoken-digits';
export * from './layers';
export * from './losses';
export * from './metrics/checkerboard';
export * from './metrics/class-shares';
export * from './metrics/classifier';
export * from './metrics/colourfulness';
export * from './metrics/content-correlation';
export * from './metrics/copies';
export * from './metrics/counterfactual';
export * from './metrics/coverage';
export * from './metrics/distance';
export * from './metrics/divergence';
export * from './metrics/energy-distance';
export * from './metrics/estimate';
export * from './metrics/flicker';
export * from './metrics/frechet';
export * from './metrics/game-value';
export * from './metrics/histogram';
export * from './metrics/holes';
export * from './metrics/intersection-over-union';
export * from './metrics/judge';
export * from './metrics/low-resolution';
export * from './metrics/modes';
export * from './metrics/nearest';
export * from './metrics/one-nearest-neighbour';
export * from './metrics/pixel-errors';
export * from './metrics/precision-recall';
export * from './metrics/return-trip';
export * from './metrics/ring-maps';
export * from './metrics/score';
export * from './metrics/sharpness';
export * from './metrics/spectrum';
export * from './metrics/ssim';
export * from './metrics/super-resolution';
export * from './metrics/translation';
export * from './models/conditional-dcgan';
export * from './models/context-encoder';
export * from './models/dcgan';
export * from './models/dcgan-critic';
export * from './models/dense';
export * from './models/gan';
export * from './models/generator-files';
export * from './models/judge-network';
export * from './models/mnist-classifier';
export * from './models/molecule-gan';
export * from './models/patch-discriminator';
export * from './models/picture-dcgan';
export * from './models/points';
export * from './models/receptive-field';
export * from './models/residual-generator';
export * from './models/srgan';
export * from './models/unet';
export * from './models/voxel-gan';
export * from './models/wavegan';
export * from './models/weights-file';
export * from './penalties';
export * from './random';
export * from './sound';
export { type MidiDisplayOptions, type SoundDisplayOptions } from './sound-outputs';
export * from './training/checkpoint';
export * from './training/cyclegan-game';
export * from './training/descend';
export * from './training/draw';
export * from './training/game';
export * from './training/gan-game';
export * from './training/history';
export * from './training/hole-game';
export * from './training/loop';
export * from './training/pix2pix-game';
export * from './training/presets';
export * from './training/state';
export * from './training/step';
export * from './training/super-resolution-game';
export * from './training/train-gan';
