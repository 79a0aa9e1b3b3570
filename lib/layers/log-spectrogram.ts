import { tf } from '../backend';
import { requireInteger } from '../check';
import { type ShortTimeFourier, powersOf, shortTimeFourier } from '../sound/short-time-fourier';
import {
  type LayerInput,
  type LayerOptions,
  type LayerShape,
  layerArgs,
  onlyShape,
  onlyTensor,
} from './input';

/** How a sound is cut into windows and bands. */
export interface LogSpectrogramOptions extends LayerOptions {
  /** Samples a second. */
  readonly sampleRate: number;
  /** Samples of a window, an even integer. */
  readonly windowLength: number;
  /** Samples from one window to the next. */
  readonly hop: number;
  /** Bands of frequency, evenly apart in mel: narrow ones for low tones, wide ones for high. */
  readonly bands: number;
  /** Power that counts as silence. Default 1e-5: 50 decibels below a sine of amplitude 1. */
  readonly quietest?: number;
}

class LogSpectrogram extends tf.layers.Layer {
  static readonly className = 'LogSpectrogram';
  private readonly options: LogSpectrogramOptions;
  private readonly fourier: ShortTimeFourier;

  constructor(options: LogSpectrogramOptions) {
    super(layerArgs(options));
    this.options = options;
    this.fourier = shortTimeFourier(options);
    requireInteger('bands', options.bands, { min: 1 });
  }

  override build(inputShape: LayerShape | LayerShape[]): void {
    const [, length, channels, ...rest] = onlyShape(inputShape);
    if (typeof length !== 'number' || channels !== 1 || rest.length > 0) {
      throw new RangeError(`expected sounds of shape [batch, length, 1], but got [${inputShape}]`);
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: LayerShape | LayerShape[]): LayerShape {
    const [batch, length] = onlyShape(inputShape);
    return [batch, Math.ceil(Number(length) / this.options.hop), this.options.bands, 1];
  }

  override call(inputs: LayerInput): tf.Tensor {
    return tf.tidy(() => {
      const sounds = onlyTensor(inputs) as tf.Tensor3D; // build() saw three axes
      const { quietest = QUIETEST } = this.options;
      const powers = powersOf(this.fourier.analyse(tf.squeeze(sounds, [2])));
      const inBands = tf.conv1d(powers, bandsOf(this.options), 1, 'same');
      const level = tf.log(tf.add(inBands, quietest));
      return tf.expandDims(tf.add(tf.mul(level, -2 / Math.log(quietest)), 1), 3);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { sampleRate, windowLength, hop, bands, quietest = QUIETEST } = this.options;
    return { ...super.getConfig(), sampleRate, windowLength, hop, bands, quietest };
  }
}
tf.serialization.registerClass(LogSpectrogram);

const QUIETEST = 1e-5;

const melOf = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);

/** Triangles `[1, bins, bands]`, each from the middle of the band below to that of the band above. */
function bandsOf({ sampleRate, windowLength, bands }: LogSpectrogramOptions): tf.Tensor3D {
  const numBins = windowLength / 2 + 1;
  const values = new Float32Array(numBins * bands);
  const width = melOf(sampleRate / 2) / (bands + 1);
  for (let k = 0; k < numBins; k++) {
    const place = melOf((k * sampleRate) / windowLength) / width;
    for (let band = 0; band < bands; band++) {
      values[k * bands + band] = Math.max(0, 1 - Math.abs(place - (band + 1)));
    }
  }
  return tf.tensor3d(values, [1, numBins, bands]);
}

/**
 * A layer without weights that shows a sound as a picture: how loud it is in each band of frequency at each moment,
 * from −1 (`quietest`) to about 1 (a sine of amplitude 1). Gradients go through it.
 *
 * @returns a layer `[batch, length, 1]` → `[batch, ⌈length / hop⌉, bands, 1]` that throws a RangeError on other shapes
 * @throws RangeError when an option is not as described
 * @see Davis and Mermelstein 1980, "Comparison of parametric representations for monosyllabic word recognition", for
 *   triangles in mel
 */
export function logSpectrogram(options: LogSpectrogramOptions): tf.layers.Layer {
  return new LogSpectrogram(options);
}
