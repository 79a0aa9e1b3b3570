import type { ByteImages } from '../../lib/data/images';
import { decodeMuLaw } from '../../lib/data/mu-law';
import { type Sounds, pickSounds } from '../../lib/data/sounds';
import type { SheetRow } from './definition';

/** Samples that a column of pixels stands for, and those that its spectrum is taken of. */
const [STEP, WINDOW] = [64, 128];

/** Rows of pixels of the spectrum, a frequency each, lowest at the bottom; and of the waveform above it. */
const [BINS, WAVE] = [WINDOW / 2, 32];

/** Sounds in a row of the sheet. */
const COLUMNS = 20;

/** Decibels below the loudest at which a spectrum is drawn white. */
const RANGE = 70;

/** Rows of pictures of sounds: the waveform, and below it the spectrogram. */
export function soundRows(title: string, sounds: Sounds, places: readonly number[]): SheetRow[] {
  return Array.from({ length: Math.ceil(places.length / COLUMNS) }, (_, row) => ({
    title,
    images: drawSounds(pickSounds(sounds, places.slice(row * COLUMNS, (row + 1) * COLUMNS))),
  }));
}

/** For each sound a picture `[WAVE + BINS, length / STEP]`. */
function drawSounds({ shape: [count, length], data }: Sounds): ByteImages {
  const [height, width] = [WAVE + BINS, length / STEP];
  const images = new Uint8Array(count * height * width).fill(255);
  for (let i = 0; i < count; i++) {
    const samples = decodeMuLaw(data.subarray(i * length, (i + 1) * length));
    const image = images.subarray(i * height * width, (i + 1) * height * width);
    drawWave(image, samples, width);
    drawSpectrum(image.subarray(WAVE * width), samples, width);
  }
  return { shape: [count, height, width, 1], data: images };
}

function drawWave(image: Uint8Array, samples: Float32Array, width: number): void {
  for (let x = 0; x < width; x++) {
    const part = samples.subarray(x * STEP, (x + 1) * STEP);
    const rowOf = (sample: number) => Math.round(((1 - sample) / 2) * (WAVE - 1));
    for (let y = rowOf(Math.max(...part)); y <= rowOf(Math.min(...part)); y++) {
      image[y * width + x] = 0;
    }
  }
}

function drawSpectrum(image: Uint8Array, samples: Float32Array, width: number): void {
  const decibels = new Float64Array(BINS * width);
  for (let x = 0; x < width; x++) {
    for (let bin = 0; bin < BINS; bin++) {
      decibels[(BINS - 1 - bin) * width + x] = decibelsAt(samples, x * STEP, bin);
    }
  }
  const most = Math.max(...decibels);
  decibels.forEach((value, i) => (image[i] = Math.min(255, ((most - value) / RANGE) * 255)));
}

/** How strong a frequency is in a window from here on. */
function decibelsAt(samples: Float32Array, start: number, bin: number): number {
  let [real, imaginary] = [0, 0];
  for (let k = 0; k < WINDOW; k++) {
    const value = (samples[start + k] ?? 0) * Math.sin((Math.PI * (k + 0.5)) / WINDOW) ** 2;
    const angle = (2 * Math.PI * bin * k) / WINDOW;
    real += value * Math.cos(angle);
    imaginary += value * Math.sin(angle);
  }
  return 10 * Math.log10(real ** 2 + imaginary ** 2 + 1e-12);
}
