/** Points seen on a canvas. */
export interface ScreenPoints {
  /** Sample points from the left and from above, and how near each is: more is nearer. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly near: Float32Array;
  /** Of each point its colour, 0 to 1 a channel. */
  readonly colours: Float32Array;
}

/** A square picture on which triangles hide what lies behind them, drawn with several sample points a pixel. */
export class Canvas {
  /** Sample points of a side. */
  readonly side: number;
  /** Colours of the sample points, 0 to 1 a channel: to be filled with the background first. */
  readonly samples: Float32Array;
  private readonly nearest: Float32Array;

  constructor(
    private readonly size: number,
    private readonly channels: number,
    private readonly samplesPerPixel = 3,
  ) {
    this.side = size * samplesPerPixel;
    this.samples = new Float32Array(this.side ** 2 * channels);
    this.nearest = new Float32Array(this.side ** 2).fill(-Infinity);
  }

  /**
   * Draws triangles whose corners run anticlockwise, and no others, unless both sides are to be seen.
   */
  draw(points: ScreenPoints, triangles: Uint16Array, sides: 'front' | 'both'): void {
    for (let i = 0; i < triangles.length; i += 3) {
      this.drawTriangle(points, triangles[i], triangles[i + 1], triangles[i + 2], sides === 'both');
    }
  }

  private drawTriangle(p: ScreenPoints, a: number, b: number, c: number, bothSides: boolean): void {
    const { x, y, near, colours } = p;
    const [ax, ay] = [x[a], y[a]];
    const [ux, uy, vx, vy] = [x[b] - ax, y[b] - ay, x[c] - ax, y[c] - ay];
    const area = ux * vy - vx * uy; // below 0 for anticlockwise corners, as y grows downwards
    if (area === 0 || (area > 0 && !bothSides)) return;
    const { side, channels } = this;
    const left = Math.max(0, Math.ceil(Math.min(ax, x[b], x[c]) - 0.5));
    const right = Math.min(side - 1, Math.floor(Math.max(ax, x[b], x[c]) - 0.5));
    const top = Math.max(0, Math.ceil(Math.min(ay, y[b], y[c]) - 0.5));
    const bottom = Math.min(side - 1, Math.floor(Math.max(ay, y[b], y[c]) - 0.5));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const [dx, dy] = [column + 0.5 - ax, row + 0.5 - ay];
        const ofB = (dx * vy - vx * dy) / area;
        const ofC = (ux * dy - dx * uy) / area;
        const ofA = 1 - ofB - ofC;
        if (ofA < 0 || ofB < 0 || ofC < 0) continue;
        const at = row * side + column;
        const depth = ofA * near[a] + ofB * near[b] + ofC * near[c];
        if (depth <= this.nearest[at]) continue;
        this.nearest[at] = depth;
        for (let channel = 0; channel < channels; channel++) {
          this.samples[at * channels + channel] =
            ofA * colours[a * channels + channel] +
            ofB * colours[b * channels + channel] +
            ofC * colours[c * channels + channel];
        }
      }
    }
  }

  /** The picture: of each pixel the mean of its sample points, 0 to 255. */
  pixels(): Uint8Array {
    const { size, channels, side, samplesPerPixel: n } = this;
    const pixels = new Uint8Array(size * size * channels);
    for (let i = 0; i < pixels.length; i++) {
      const channel = i % channels;
      const column = ((i - channel) / channels) % size;
      const row = Math.floor(i / (channels * size));
      let sum = 0;
      for (let dy = 0; dy < n; dy++) {
        const start = ((row * n + dy) * side + column * n) * channels + channel;
        for (let dx = 0; dx < n; dx++) sum += this.samples[start + dx * channels];
      }
      pixels[i] = Math.round((255 * Math.min(n * n, sum)) / (n * n));
    }
    return pixels;
  }
}
