// Try it in the page: the course's trained networks in the reader's browser. tools/site/play-page.ts has the page's text.
import { LATENT, between, categoryOf, sampleZ, withCategory } from './latent';
import { type Digit, type Generator, generate, judge } from './networks';
import { centred, makePad } from './pad';
import { find, findAll, make, paint } from './pictures';

/** Sliders at a time: 100 would be no help to anybody. */
const NUM_SLIDERS = 10;

/** What is on the page. */
const state = {
  generator: 'dcgan' as Exclude<Generator, 'conditional'>,
  zs: [] as number[][],
  /** The digit whose z the sliders move. */
  chosen: 0,
  z: [] as number[],
  start: [] as number[],
  end: [] as number[],
  asked: 3,
};

const say = (words: string) => (find('play-status').textContent = words);

/** Runs something that may fail to load a file, and says so. */
function attempt(work: () => Promise<void>): void {
  work().catch((error: Error) => say(`That did not work: ${error.message}.`));
}

// ---- new digits

const cells = findAll('play-grid', 'button').map((button) => ({
  button,
  canvas: button.querySelector('canvas')!, // one in each
}));

async function drawNew(): Promise<void> {
  const start = performance.now();
  const { generator } = state;
  state.zs = cells.map(() => sampleZ(LATENT[generator].length));
  const digits = await generate(generator, state.zs);
  cells.forEach(({ canvas }, i) => paint(canvas, digits[i]));
  const ms = Math.round(performance.now() - start);
  say(`${cells.length} new digits in ${ms} ms.`);
  [state.start, state.end] = [state.zs[0], state.zs[1]];
  await choose(0);
  await drawWalk();
}

async function choose(i: number): Promise<void> {
  state.chosen = i;
  state.z = [...state.zs[i]];
  cells.forEach(({ button }, j) => button.setAttribute('aria-pressed', String(j === i)));
  showSliders();
  await drawChosen();
}

// ---- the numbers of one z

let chosenDigit: Digit | undefined;

async function drawChosen(): Promise<void> {
  const [digit] = await generate(state.generator, [state.z]);
  chosenDigit = digit;
  paint(find('play-chosen'), digit);
}

function showSliders(): void {
  const { length, categories } = LATENT[state.generator];
  const group = find<HTMLSelectElement>('play-group');
  const starts = Array.from(
    { length: Math.ceil((length - categories) / NUM_SLIDERS) },
    (_, i) => categories + i * NUM_SLIDERS,
  );
  const first = starts.includes(Number(group.value)) ? Number(group.value) : starts[0];
  group.replaceChildren(
    ...starts.map((start) => {
      const last = Math.min(length, start + NUM_SLIDERS);
      return make('option', { value: String(start) }, [`${start + 1} to ${last}`]);
    }),
  );
  group.value = String(first);
  find('play-sliders').replaceChildren(
    ...Array.from({ length: Math.min(NUM_SLIDERS, length - first) }, (_, i) => slider(first + i)),
  );
  find('play-category-field').hidden = categories === 0;
  if (categories > 0) {
    find<HTMLSelectElement>('play-category').value = String(categoryOf(state.z, categories));
  }
}

function slider(i: number): HTMLElement {
  const value = make('output', {}, [state.z[i].toFixed(2)]);
  const input = make('input', { type: 'range', min: '-4', max: '4', step: '0.05' });
  input.value = String(state.z[i]);
  input.addEventListener('input', () => {
    state.z[i] = Number(input.value);
    value.textContent = state.z[i].toFixed(2);
    attempt(drawChosen);
  });
  return make('label', { className: 'play-slider' }, [
    make('span', {}, [`z${i + 1}`]),
    input,
    value,
  ]);
}

// ---- from one digit to another

const steps = findAll('play-walk', 'canvas');

async function drawWalk(): Promise<void> {
  const zs = steps.map((_, i) => between(state.start, state.end, i / (steps.length - 1)));
  const digits = await generate(state.generator, zs);
  steps.forEach((canvas, i) => paint(canvas, digits[i]));
  await drawPlace();
}

async function drawPlace(): Promise<void> {
  const input = find<HTMLInputElement>('play-place');
  const t = Number(input.value) / 100;
  input.setAttribute('aria-valuetext', `${input.value} percent of the way`);
  const [digit] = await generate(state.generator, [between(state.start, state.end, t)]);
  paint(find('play-between'), digit);
}

// ---- the digit that is asked for

const answers = findAll('play-answers', 'canvas');
const keys = findAll('play-keys', 'button');

async function ask(digit: number): Promise<void> {
  state.asked = digit;
  keys.forEach((key, i) => key.setAttribute('aria-pressed', String(i === digit)));
  const zs = answers.map(() => sampleZ(LATENT.conditional.length));
  const digits = await generate(
    'conditional',
    zs,
    answers.map(() => digit),
  );
  answers.forEach((canvas, i) => {
    paint(canvas, digits[i]);
    canvas.setAttribute('aria-label', `A generated ${digit}`);
  });
  find('play-asked-words').textContent =
    `${answers.length} times a ${digit}, each from a z of its own.`;
}

// ---- D's opinion

async function showOpinion(digit: Digit): Promise<void> {
  const words = find('play-opinion');
  const meter = find<HTMLMeterElement>('play-meter');
  if (digit.every((value) => value === 0)) {
    words.textContent = 'Nothing is drawn yet.';
    meter.value = 0;
    return;
  }
  const probability = await judge(centred(digit));
  meter.value = probability;
  words.textContent = `D(x) = ${probability.toFixed(3)}: D ${probability > 0.5 ? 'takes it for real' : 'takes it for a fake'}.`;
}

function start(): void {
  cells.forEach(({ button }, i) =>
    button.addEventListener('click', () => attempt(() => choose(i))),
  );
  keys.forEach((key, digit) => key.addEventListener('click', () => attempt(() => ask(digit))));
  const onClick = (id: string, work: () => Promise<void>) =>
    find(id).addEventListener('click', () => attempt(work));
  onClick('play-new', drawNew);
  onClick('play-again', () => choose(state.chosen));
  onClick('play-start', () => {
    state.start = [...state.z];
    return drawWalk();
  });
  onClick('play-end', () => {
    state.end = [...state.z];
    return drawWalk();
  });
  find<HTMLSelectElement>('play-generator').addEventListener('change', (event) => {
    state.generator = (event.target as HTMLSelectElement).value as typeof state.generator;
    attempt(drawNew);
  });
  find('play-group').addEventListener('change', showSliders);
  find<HTMLSelectElement>('play-category').addEventListener('change', (event) => {
    const wanted = Number((event.target as HTMLSelectElement).value);
    state.z = withCategory(state.z, LATENT[state.generator].categories, wanted);
    attempt(drawChosen);
  });
  find('play-place').addEventListener('input', () => attempt(drawPlace));
  const pad = makePad(find<HTMLCanvasElement>('play-pad'), {
    onChange: () => attempt(() => showOpinion(pad.digit)),
    onPen: (words) => (find('play-pen').textContent = words),
  });
  onClick('play-clear', async () => pad.clear());
  onClick('play-take', async () => chosenDigit && pad.set(chosenDigit));
  attempt(async () => {
    await drawNew();
    performance.mark('first-picture');
    await ask(state.asked);
  });
}

/** For the browser's console, and for the tests: the networks themselves. */
Object.assign(globalThis, { ganPlay: { generate, judge } });
start();
