/* The replay of a training (lib/figures/replay.ts says what its data are): grid and losses of every stored frame, moved by a
   slider. A page without scripts shows the film that stands in its place. */
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  /** Of the chart, in its own units. */
  const CHART = { width: 440, height: 260, left: 44, right: 14, top: 30, bottom: 40 };
  /** Milliseconds a frame is shown; longer where the reader has asked the system for less motion. */
  const FRAME_MS = 250;
  const CALM_FRAME_MS = 1000;
  /** Pixels between the images of a grid. */
  const GAP = 2;
  /** The two curves, in the colours and dashes of the lessons' charts. */
  const PLAYERS = [
    { name: 'D loss', column: 'discriminatorLoss', className: 'replay-d' },
    { name: 'G loss', column: 'generatorLoss', className: 'replay-g' },
  ];

  /** An element with attributes and children. */
  function make(name, attributes = {}, children = [], namespace = undefined) {
    const element = namespace
      ? document.createElementNS(namespace, name)
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  const draw = (name, attributes, children) => make(name, attributes, children, SVG);

  /** Ticks at 1, 2 or 5 times a power of ten, at most six from 0 on; the last at or above `largest`, or at or below it. */
  function ticks(largest, end) {
    const rough = largest / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
    const count = Math.max(
      1,
      end === 'above' ? Math.ceil(largest / step) : Math.floor(largest / step),
    );
    return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)));
  }

  /** "Epoch 10 of 100 · D loss 0.71 · G loss 2.28". */
  function describe({ frames, curves }, frame) {
    const epochs = curves.epoch;
    const last = Math.max(frames.epoch.at(-1), Math.round(epochs.at(-1)));
    const epoch = Number(frames.epoch[frame].toFixed(2));
    const losses = PLAYERS.map(({ name, column }) => [name, frames[column][frame]]);
    if (losses.some(([, loss]) => loss === null))
      return `Epoch ${epoch} of ${last}, before training`;
    return [
      `Epoch ${epoch} of ${last}`,
      ...losses.map(([name, loss]) => `${name} ${loss.toFixed(2)}`),
    ].join(' · ');
  }

  /** The chart of both losses; `show(frame)` moves its marker, and `onPick` is told the frame that the reader points at. */
  function makeChart({ frames, curves }, onPick) {
    const { width, height, left, right, top, bottom } = CHART;
    const losses = PLAYERS.flatMap(({ column }) => [...curves[column], ...frames[column]]);
    const yTicks = ticks(Math.max(...losses.filter((loss) => loss !== null)), 'above');
    const lastEpoch = Math.max(frames.epoch.at(-1), curves.epoch.at(-1));
    const x = (epoch) => left + (epoch / lastEpoch) * (width - left - right);
    const y = (loss) => top + (1 - loss / yTicks.at(-1)) * (height - top - bottom);
    const text = (words, at) => draw('text', at, [String(words)]);
    const level = (value) => [
      draw('line', {
        class: 'replay-level',
        x1: left,
        x2: width - right,
        y1: y(value),
        y2: y(value),
      }),
      text(value, {
        x: left - 8,
        y: y(value),
        'text-anchor': 'end',
        'dominant-baseline': 'middle',
      }),
    ];
    const curve = ({ column, className }) =>
      draw('polyline', {
        class: className,
        points: curves.epoch
          .map((epoch, i) => `${x(epoch).toFixed(1)},${y(curves[column][i]).toFixed(1)}`)
          .join(' '),
      });
    const legend = PLAYERS.flatMap(({ name, className }, i) => {
      const start = left + i * 110;
      return [
        draw('line', { class: className, x1: start, x2: start + 28, y1: 12, y2: 12 }),
        text(name, { x: start + 34, y: 12, 'dominant-baseline': 'middle' }),
      ];
    });
    const line = draw('line', { class: 'replay-marker', y1: top, y2: height - bottom });
    const dots = PLAYERS.map(({ className }) => draw('circle', { class: className, r: 4.5 }));
    const svg = draw(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img', class: 'replay-chart' },
      [
        ...yTicks.flatMap(level),
        ...ticks(lastEpoch, 'below').map((epoch) =>
          text(epoch, { x: x(epoch), y: height - bottom + 16, 'text-anchor': 'middle' }),
        ),
        text('epoch', { x: (left + width - right) / 2, y: height - 6, 'text-anchor': 'middle' }),
        ...legend,
        line,
        ...PLAYERS.map(curve),
        ...dots,
      ],
    );
    const pick = (event) => {
      if (event.type === 'pointermove' && event.buttons === 0) return;
      const box = svg.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width) * width;
      const distances = frames.epoch.map((epoch) => Math.abs(x(epoch) - at));
      onPick(distances.indexOf(Math.min(...distances)));
    };
    svg.addEventListener('pointerdown', pick);
    svg.addEventListener('pointermove', pick);
    const show = (frame) => {
      const at = x(frames.epoch[frame]);
      line.setAttribute('x1', at);
      line.setAttribute('x2', at);
      PLAYERS.forEach(({ column }, i) => {
        const loss = frames[column][frame];
        dots[i].setAttribute('visibility', loss === null ? 'hidden' : 'visible');
        if (loss === null) return;
        dots[i].setAttribute('cx', at);
        dots[i].setAttribute('cy', y(loss));
      });
    };
    return { svg, show };
  }

  /** The grid of images; `show(frame)` copies them out of the sheet. */
  function makeGrid({ count, columns, width, height }, sheet) {
    const rows = Math.ceil(count / columns);
    const canvas = make('canvas', {
      role: 'img',
      class: 'replay-grid',
      width: columns * (width + GAP) - GAP,
      height: rows * (height + GAP) - GAP,
    });
    const context = canvas.getContext('2d');
    const show = (frame) => {
      for (let i = 0; i < count; i++) {
        const [left, top] = [
          (i % columns) * (width + GAP),
          Math.floor(i / columns) * (height + GAP),
        ];
        context.drawImage(
          sheet,
          i * width,
          frame * height,
          width,
          height,
          left,
          top,
          width,
          height,
        );
      }
    };
    return { canvas, show };
  }

  /** Puts the player in the place of the film. */
  function play(place, data, sheet) {
    const numFrames = data.frames.epoch.length;
    const slider = make('input', {
      type: 'range', min: 0, max: numFrames - 1, step: 1, value: numFrames - 1,
      'aria-label': 'Moment of the training',
    }); // prettier-ignore
    const button = make('button', { type: 'button' });
    const words = make('p', { class: 'replay-words' });
    const grid = makeGrid(data.grid, sheet);
    const chart = makeChart(data, (frame) => {
      stop();
      show(frame);
    });
    let timer;
    const show = (frame) => {
      const text = describe(data, frame);
      slider.value = frame;
      slider.setAttribute('aria-valuetext', text);
      words.textContent = text;
      grid.show(frame);
      grid.canvas.setAttribute(
        'aria-label',
        `${data.grid.count} samples of the generator. ${text}`,
      );
      chart.show(frame);
      chart.svg.setAttribute(
        'aria-label',
        `Both losses over the epochs, a marker at this moment. ${text}`,
      );
    };
    const stop = () => {
      clearInterval(timer);
      timer = undefined;
      button.textContent = 'Play';
    };
    const step = () => {
      show(Number(slider.value) + 1);
      if (Number(slider.value) === numFrames - 1) stop();
    };
    const start = () => {
      if (Number(slider.value) === numFrames - 1) show(0);
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      timer = setInterval(step, isCalm ? CALM_FRAME_MS : FRAME_MS);
      button.textContent = 'Pause';
    };
    slider.addEventListener('input', () => {
      stop();
      show(Number(slider.value));
    });
    button.addEventListener('click', () => (timer === undefined ? start() : stop()));
    stop();
    show(numFrames - 1);
    place.replaceChildren(
      make('div', { class: 'replay-views' }, [grid.canvas, chart.svg]),
      make('div', { class: 'replay-controls' }, [button, slider]),
      words,
    );
    place.setAttribute('role', 'group');
    place.setAttribute('aria-label', 'Replay of the training');
  }

  for (const place of document.querySelectorAll('.replay:not([data-ready])')) {
    place.dataset.ready = ''; // the script stands beside each replay of a page
    const data = JSON.parse(place.querySelector('script[type="application/json"]').textContent);
    const sheet = new Image();
    sheet.src = `data:image/png;base64,${data.sheet}`;
    sheet.decode().then(() => play(place, data, sheet));
  }
})();
