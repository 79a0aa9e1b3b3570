import { type JudgeDefinition, type Variations, buildNetworkOf } from '../../lib/judges/definition';
import type { AnswerQuality, Floor, JudgeFacts, Qualities } from '../../lib/judges/facts';
import type { Question } from '../../lib/judges/questions';
import { TRAINING } from './train';

/** The card of a trained judge, in Markdown: what it is, how it was made, how good it is, what it is for. */
export function cardText(definition: JudgeDefinition, facts: JudgeFacts): string {
  const { name, title, card, answers } = definition;
  return `# ${title}

\`data/judges/${name}.safetensors\` is a judge: a small network that tells of examples, such as those of a generator, what they
are, and where they lie in the space of its last hidden layer. This card and the weights are written by one command:

\`\`\`
npm run classifier -- ${name}
\`\`\`

## Data

${card.data}

${count(facts.numTrain)} examples to train on, ${count(facts.numTest)} held out, on which nothing was chosen.

## What it is asked

${table(['answer', 'what', 'kind'], Object.entries(answers).map(questionRow))}

## Network

${networkText(definition)}

## Training

${trainingText(definition, facts)}

## How good it is

${qualityTable(definition, facts)}

The error is the standard error if the examples are independent; those that are alike, such as patches of one picture, make it
larger. _Guess_ is what the best answer gets that looks at nothing; the linear map was trained as the judge was.

${Object.entries(answers)
  .map(([answer, question]) => detailsText(answer, question, facts))
  .join('')}## Noise floor

${floorText(facts.floors)}

## What it is not for

- ${[...card.notFor, ...NOT_FOR].join('\n- ')}
`;
}

/** What no judge can. */
const NOT_FOR = [
  'Telling whether an example is one at all: it knows no "none of these", and noise gets an answer too, often a sure one.',
  'Judging whether an example looks good to people, or is a copy of a training example.',
  'Comparing with numbers of another judge, such as those of papers: they are on another scale.',
];

const count = (n: number) => n.toLocaleString('en');
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function questionRow([answer, question]: readonly [string, Question]): string[] {
  switch (question.kind) {
    case 'classes':
      return [answer, question.names.join(', '), 'one of them: softmax'];
    case 'flags':
      return [answer, question.names.join(', '), 'each by itself: sigmoid'];
    case 'quantity':
      return [answer, `in ${question.unit}`, 'a number'];
  }
}

function networkText(definition: JudgeDefinition): string {
  const model = buildNetworkOf(definition, 0);
  const rows = model.layers.map((layer) => {
    // every layer here has one output, whose first axis is the batch
    const shape = (layer.outputShape as number[]).slice(1).join('×');
    return [`\`${layer.name}\``, layer.getClassName(), shape, count(layer.countParams())];
  });
  const total = model.countParams();
  model.dispose();
  return `${table(['layer', 'kind', 'output', 'parameters'], rows)}

Together ${count(total)} parameters, float32. It takes ${definition.inputShape.join('×')} numbers from ${definition.range.join(' to ')}.`;
}

function trainingText({ answers, variations = {} }: JudgeDefinition, facts: JudgeFacts): string {
  const { batchSize, learningRate } = TRAINING;
  const changes = variationTexts(variations);
  const sum = Object.keys(answers).length > 1 ? ' The loss is the sum over the questions.' : '';
  const varied =
    changes.length > 0
      ? ` Each example is ${changes.join(', ')}, at random and anew each time.`
      : '';
  const others = facts.otherSeeds.map(({ seed }) => seed).join(' and ');
  return `Adam, batches of ${batchSize}, ${facts.epochs} epochs, a number that was fixed beforehand; the learning rate falls in a
straight line from ${learningRate} to 0, and the network is taken as it is after the last step.${sum}${varied}
Seed ${facts.seed}: two runs on one machine give the same weights, bit for bit; another machine may round differently. It took
${facts.minutes.toFixed(1)} minutes on two cores. Networks from seeds ${others} were trained only to see how much hangs on the seed.`;
}

function variationTexts({ shift, mirror, recolour, minGain, noise }: Variations): string[] {
  return [
    ...(shift ? [`moved by up to ${shift} along each axis`] : []),
    ...(mirror ? [`mirrored or not along axis ${mirror.join(' and ')}`] : []),
    ...(recolour ? ['given other colours'] : []),
    ...(minGain ? [`made softer, to ${minGain} at least`] : []),
    ...(noise ? [`disturbed by noise of up to ${100 * noise} % of the range`] : []),
  ];
}

/** A value with its unit. */
function inUnit(question: Question, value: number): string {
  switch (question.kind) {
    case 'classes':
    case 'flags':
      return percent(value);
    case 'quantity':
      return `${value.toPrecision(3)} ${question.unit}`;
  }
}

const MEASURES = {
  classes: 'right answers',
  flags: 'right answers, mean',
  quantity: 'mean distance from the truth',
};

function qualityTable({ answers }: JudgeDefinition, facts: JudgeFacts): string {
  const tried: [string, Qualities][] = [
    ['held out', facts.heldOut],
    ...Object.entries(facts.disturbed).map(([name, each]): [string, Qualities] => [
      `held out, ${name}`,
      each,
    ]),
    ...Object.entries(facts.others),
  ];
  const rows = Object.entries(answers).flatMap(([answer, question]) => {
    const measured = tried.map(([name, qualities]) => {
      const { value, error, guess } = qualities[answer];
      const [found, within, least] = [value, error, guess].map((each) => inUnit(question, each));
      return [name, answer, MEASURES[question.kind], `${found} ± ${within}`, least];
    });
    const [heldOut, ...rest] = measured;
    const rivals = [
      ...facts.otherSeeds.map(({ seed, values }) => [`held out, seed ${seed}`, values] as const),
      ['held out, a linear map', facts.linear] as const,
    ].map(([name, values]) => [
      ...[name, answer, MEASURES[question.kind], inUnit(question, values[answer])],
      '',
    ]);
    return [heldOut, ...rivals, ...rest];
  });
  return table(['examples', 'answer', 'measure', 'value', 'guess'], rows);
}

/** Of one answer, on the held-out examples: which classes are mixed up, how each flag fares. */
function detailsText(answer: string, question: Question, { heldOut }: JudgeFacts): string {
  const { rows }: AnswerQuality = heldOut[answer];
  if (question.kind === 'classes') {
    const { names } = question;
    const cells = rows.map((row, label) => [names[label], ...row.map(String), rightOf(row, label)]);
    const head = ['is ↓, taken for →', ...names, 'right'];
    return `${answer}:\n\n${table(head, cells)}\n\n`;
  }
  if (question.kind === 'flags') {
    const cells = rows.map((row, i) => [question.names[i], ...row.map(percent)]);
    return `${answer}:\n\n${table(['name', 'right', 'guess'], cells)}\n\n`;
  }
  return '';
}

function rightOf(row: readonly number[], label: number): string {
  const total = row.reduce((a, b) => a + b, 0);
  return total === 0 ? '' : percent(row[label] / total);
}

const AGAINST: Record<Floor['against'], string> = {
  halves: 'one half of the held-out ones against the other',
  training: 'training examples against held-out ones',
  'other classes': 'held-out ones of other classes against these',
};

function floorText(floors: readonly Floor[]): string {
  if (floors.length === 0)
    return 'Held-out examples are too few for a Fréchet distance: under 256.';
  const rows = floors.map(({ of, count: each, against, frechet, precision, recall }) => [
    ...[of, AGAINST[against], count(each), frechet.toFixed(2)],
    ...[precision.toFixed(3), recall.toFixed(3)],
  ]);
  const head = ['of', 'sets', 'examples in each', 'Fréchet distance', 'precision', 'recall'];
  return `What real examples get in the place of a generator's. The numbers depend on how many there are: compare sets of one size.
Rows against other classes are no floor: they say how far off is far.

${table(head, rows)}`;
}
