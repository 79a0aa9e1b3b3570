export * from './midi-file';
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
export * from './spectrogram';
export * from './synthesiser';
export { encodeWav } from './wav';
