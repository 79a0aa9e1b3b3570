export * from './griffin-lim';
export * from './midi-file';
export {
  type FourierWindow,
  type ShortTimeFourier,
  magnitudesOf,
  powersOf,
  shortTimeFourier,
} from './short-time-fourier';
export {
  DRUMS,
  type Instrument,
  type Note,
  type RollOptions,
  type Song,
  type Track,
  notesOf,
} from './song';
export { type Sound, type SoundOptions, durationOf, soundsOf } from './sound';
export * from './sound-pictures';
export * from './spectrogram';
export * from './synthesiser';
export { encodeWav } from './wav';
