const TITLE = 'Try it in the page';
const DESCRIPTION =
  'The trained generators of the course in your browser: new digits, the numbers behind them, the way from digit to digit, and the opinion of D.';

const digit = (id: string, label: string): string =>
  `<canvas id="${id}" class="play-digit" width="28" height="28" role="img" aria-label="${label}"></canvas>`;

const button = (id: string, words: string): string =>
  `<button type="button" id="${id}">${words}</button>`;

const times = (count: number, write: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join('');

/** Images of a row, which the script fills. */
const row = (count: number, name: string): string =>
  times(
    count,
    (i) =>
      `<canvas class="play-digit" width="28" height="28" role="img" aria-label="${name} ${i + 1} of ${count}"></canvas>`,
  );

/** Empty places as large as what the script puts there, so that nothing moves. */
const cells = times(
  16,
  (i) =>
    `<button type="button" class="play-cell" aria-pressed="false" aria-label="Digit ${i + 1}"><canvas class="play-digit" width="28" height="28"></canvas></button>`,
);
const sliders = times(
  10,
  (i) =>
    `<label class="play-slider"><span>z${i + 11}</span><input type="range" disabled><output>0.00</output></label>`,
);
const keys = times(10, (i) => `<button type="button" aria-pressed="false">${i}</button>`);
const categories = times(10, (i) => `<option>${i}</option>`);

export const PLAY_PAGE = 'play.html';

/** The lessons whose generators run in the page, by number, and the section that shows each. */
export const PLAY_SECTIONS: ReadonlyMap<number, string> = new Map([
  [5, 'new-digits'],
  [7, 'new-digits'],
  [9, 'ask'],
]);

/** The page in which readers run the course's networks, before it has its frame; site/play fills it with life. */
export function playPage(card?: string) {
  return {
    file: PLAY_PAGE,
    title: TITLE,
    description: DESCRIPTION,
    body: body(),
    scripts: ['play/play.js'],
    card,
  };
}

function body(): string {
  return `<link rel="stylesheet" href="assets/play/play.css">
<h1 id="top">${TITLE}</h1>
<p>The generators that the lessons train run here in your browser, with the weights that <code>npm run experiments</code> has saved. Nothing is sent anywhere.</p>
<noscript><p><strong>This page computes its pictures in a script, and scripts are off.</strong> The lessons show what these generators draw.</p></noscript>
<div id="play" class="play" hidden><script>document.currentScript.parentElement.hidden = false</script>
<p id="play-status" role="status" class="play-words">Loading the networks …</p>

<h2 id="new-digits">New digits</h2>
<p>Each digit comes from a fresh <em>z</em>, drawn from N(0, 1). Choose one to look inside it.</p>
<div class="play-controls">
<label>Generator <select id="play-generator">
<option value="dcgan">DCGAN (lesson 7)</option>
<option value="dcganContinuous">DCGAN without its categorical code</option>
<option value="dense">Dense GAN (lesson 5)</option>
</select></label>
${button('play-new', 'New digits')}
</div>
<div id="play-grid" class="play-grid" role="group" aria-label="New digits, one of them chosen">${cells}</div>

<h2 id="inside-z">The numbers of z</h2>
<p>Move the numbers behind the chosen digit. None of them was given a meaning; what each one does, G has made up.</p>
<div class="play-columns">
<div>${digit('play-chosen', 'The chosen digit')}
<div class="play-controls">${button('play-again', 'Undo')}${button('play-start', 'Start of the way')}${button('play-end', 'End of the way')}</div></div>
<div class="play-fields">
<div id="play-category-field"><label>Category <select id="play-category">${categories}</select></label>
<p class="play-note">The first ten numbers of this z only say which of ten categories it is; the generator was never told that there are ten digits.</p></div>
<label>Numbers of z <select id="play-group"><option>11 to 20</option></select></label>
<div id="play-sliders">${sliders}</div>
</div>
</div>

<h2 id="way">From digit to digit</h2>
<p>Nine steps on the way from one <em>z</em> to another. At first these are the first two digits above; “Start of the way” and “End of the way” set others.</p>
<div id="play-walk" class="play-row">${row(9, 'Step')}</div>
<div class="play-columns">${digit('play-between', 'The digit at the place that the slider points at')}
<label class="play-wide">Place on the way <input id="play-place" type="range" min="0" max="100" value="50"></label></div>

<h2 id="ask">Ask for a digit</h2>
<p>The conditional generator of lesson 9 is told which digit to draw.</p>
<div id="play-keys" class="play-controls" role="group" aria-label="The digit to draw">${keys}</div>
<p id="play-asked-words" class="play-words" aria-live="polite"></p>
<div id="play-answers" class="play-row">${row(8, 'Answer')}</div>

<h2 id="opinion">The opinion of D</h2>
<p>Draw a digit with mouse or finger. By keyboard: the arrow keys move the pen, the space bar sets it down and lifts it. The drawing is moved to the middle, as
MNIST’s digits are; then the dense GAN’s discriminator says how probable it is that the image is real. It has only learnt to tell MNIST from its own
opponent’s fakes, so it may well be wrong about what neither of them draws.</p>
<div class="play-columns">
<canvas id="play-pad" class="play-digit play-pad" width="28" height="28" tabindex="0" role="application" aria-label="Sheet to draw a digit on" aria-describedby="play-pen"></canvas>
<div class="play-fields">
<p id="play-opinion" class="play-words" aria-live="polite">Nothing is drawn yet.</p>
<label>Probability of being real <meter id="play-meter" min="0" max="1" value="0"></meter></label>
<div class="play-controls">${button('play-clear', 'Clear')}${button('play-take', 'Take the chosen digit')}</div>
<p id="play-pen" class="play-note" aria-live="polite">Pen up.</p>
</div>
</div>
</div>`;
}
