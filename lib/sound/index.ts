export { type Sound, type SoundOptions, durationOf, soundsOf } from './sound';
export * from './spectrogram';
