import { type Digit, SIZE } from './networks';
import { paint } from './pictures';

/** Pixels from the middle of the pen to its edge, as wide as MNIST's strokes. */
const PEN = 1.6;

/** A sheet of 28×28 to draw on with mouse, finger or keys. */
export interface Pad {
  readonly digit: Digit;
  set(digit: Digit): void;
  clear(): void;
}

/** Makes a pad of a canvas; `onChange` is called after each stroke, `onPen` when the keyboard's pen moves or is set down. */
export function makePad(
  canvas: HTMLCanvasElement,
  { onChange, onPen }: { onChange: () => void; onPen: (words: string) => void },
): Pad {
  const digit = new Float32Array(SIZE * SIZE);
  const show = () => {
    paint(canvas, digit);
    if (document.activeElement === canvas && byKeyboard) drawPen(canvas, pen, isDown);
  };
  const pen = { x: 13.5, y: 13.5 };
  let [isDown, byKeyboard] = [false, false];
  let last: { x: number; y: number } | undefined;

  const placeOf = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * SIZE - 0.5,
      y: ((event.clientY - box.top) / box.height) * SIZE - 0.5,
    };
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    byKeyboard = false;
    last = placeOf(event);
    stroke(digit, last, last);
    show();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    const now = placeOf(event);
    stroke(digit, last, now);
    last = now;
    show();
  });
  for (const name of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(name, () => {
      if (last) onChange();
      last = undefined;
    });
  }

  canvas.addEventListener('keydown', (event) => {
    const [dx, dy] = MOVES[event.key] ?? [0, 0];
    if (dx === 0 && dy === 0 && event.key !== ' ') return;
    event.preventDefault();
    byKeyboard = true;
    const before = { ...pen };
    if (event.key === ' ') isDown = !isDown;
    pen.x = Math.min(SIZE - 1.5, Math.max(0.5, pen.x + dx));
    pen.y = Math.min(SIZE - 1.5, Math.max(0.5, pen.y + dy));
    if (isDown) stroke(digit, before, pen);
    show();
    onPen(`Pen ${isDown ? 'down' : 'up'}, column ${Math.ceil(pen.x)}, row ${Math.ceil(pen.y)}.`);
    if (isDown || event.key === ' ') onChange();
  });
  canvas.addEventListener('focus', show);
  canvas.addEventListener('blur', () => {
    isDown = false;
    show();
  });
  const set = (values: Digit) => {
    digit.set(values);
    show();
    onChange();
  };
  show();
  return { digit, set, clear: () => set(new Float32Array(SIZE * SIZE)) };
}

const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whitens the pixels near the line from a to b: fully inside the pen, less towards its edge. */
function stroke(digit: Digit, a: { x: number; y: number }, b: { x: number; y: number }): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  digit.forEach((value, i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    const t = square === 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / square;
    const nearest = Math.min(1, Math.max(0, t));
    const distance = Math.hypot(x - a.x - nearest * dx, y - a.y - nearest * dy);
    digit[i] = Math.max(value, Math.min(1, Math.max(0, PEN - distance)));
  });
}

/** Where the keyboard's pen is: a frame, filled while it is down. */
function drawPen(canvas: HTMLCanvasElement, pen: { x: number; y: number }, isDown: boolean): void {
  const context = canvas.getContext('2d')!;
  const [left, top] = [Math.round(pen.x - 0.5), Math.round(pen.y - 0.5)];
  context.strokeStyle = isDown ? '#d55e00' : '#56b4e9';
  context.strokeRect(left + 0.5, top + 0.5, 1, 1);
}

/** The drawing moved by whole pixels so that its centre of mass stands in the middle, as MNIST's digits were. */
export function centred(digit: Digit): Digit {
  const sums = { all: 0, x: 0, y: 0 };
  digit.forEach((value, i) => {
    sums.all += value;
    sums.x += value * (i % SIZE);
    sums.y += value * Math.floor(i / SIZE);
  });
  if (sums.all === 0) return digit;
  const middle = (SIZE - 1) / 2;
  const [dx, dy] = [sums.x, sums.y].map((sum) => Math.round(middle - sum / sums.all));
  return Float32Array.from(digit, (_, i) => {
    const [x, y] = [(i % SIZE) - dx, Math.floor(i / SIZE) - dy];
    return x < 0 || y < 0 || x >= SIZE || y >= SIZE ? 0 : digit[y * SIZE + x];
  });
}
