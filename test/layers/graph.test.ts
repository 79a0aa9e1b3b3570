import assert from 'node:assert/strict';

import { tf } from '../../lib/backend';
import { graphAggregation, relationalGraphConvolution } from '../../lib/layers';
import { Random } from '../../lib/random';
import { assertClose } from '../assert-close';
import { assertFirstGradients, assertSecondGradients, spaced } from '../finite-differences';
import { assertCompiles } from './compiled';
import { rebuilt } from './rebuilt';

const [BATCH, NODES, FEATURES, RELATIONS, UNITS] = [2, 4, 3, 2, 5];
const convolution = () => relationalGraphConvolution({ units: UNITS, seed: 1 });
const aggregation = () => graphAggregation({ units: UNITS, seed: 1 });
/** Nodes, and how much of each kind of edge joins them. */
const graph = (): [tf.Tensor3D, tf.Tensor4D] => {
  const random = new Random(1);
  return [
    random.normal([BATCH, NODES, FEATURES]),
    random.uniform([BATCH, RELATIONS, NODES, NODES]),
  ];
};
/** The same nodes in another order, and their edges with them. */
const ORDER = [2, 0, 3, 1];
const reorder = (x: tf.Tensor, axes: number[]) =>
  axes.reduce((moved, axis) => tf.gather(moved, tf.tensor1d(ORDER, 'int32'), axis), x);

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('relationalGraphConvolution', () => {
  const apply = (layer: tf.layers.Layer, inputs: tf.Tensor[]) => layer.apply(inputs) as tf.Tensor;

  it('adds to each node, by a matrix for each relation, what its neighbours send', () => {
    const [nodes, adjacency] = graph();
    const layer = convolution();
    const y = apply(layer, [nodes, adjacency]);
    layer.setWeights([...layer.getWeights().slice(0, 2), tf.range(0, UNITS)]); // a bias that shows
    const biased = apply(layer, [nodes, adjacency]);
    const [h, a] = [nodes.arraySync(), adjacency.arraySync()];
    const [own, relations] = layer.getWeights().map((w) => w.arraySync() as number[][]);
    const expected = h.flatMap((graphNodes, b) =>
      graphNodes.flatMap((node, i) =>
        Array.from({ length: UNITS }, (_, unit) => {
          const message = (j: number, r: number) =>
            sum(graphNodes[j].map((value, f) => value * relations[f][r * UNITS + unit]));
          const received = a[b].flatMap((edges, r) =>
            edges[i].map((edge, j) => edge * message(j, r)),
          );
          return sum(node.map((value, f) => value * own[f][unit])) + sum(received);
        }),
      ),
    );
    assert.deepEqual(y.shape, [BATCH, NODES, UNITS]);
    assertClose(y.dataSync(), expected, 1e-5);
    assertClose(
      biased.dataSync(),
      expected.map((value, i) => value + (i % UNITS)),
      1e-5,
    );
  });

  it('counts neighbours: two alike send twice what one sends', () => {
    const nodes = tf.ones([1, 3, 1]);
    const layer = relationalGraphConvolution({ units: 1, seed: 1 });
    const edges = [
      [0, 1, 1],
      [1, 0, 0],
      [1, 0, 0],
    ];
    const [two, one] = apply(layer, [nodes, tf.tensor4d([[edges]])]).dataSync();
    const [own, relation] = layer.getWeights().map((w) => w.dataSync()[0]);
    assertClose([two, one], [own + 2 * relation, own + relation], 1e-6);
  });

  it('gives the nodes in another order when they come in another', () => {
    const [nodes, adjacency] = graph();
    const layer = convolution();
    const moved = apply(layer, [reorder(nodes, [1]), reorder(adjacency, [2, 3])]);
    const expected = reorder(apply(layer, [nodes, adjacency]), [1]);
    assertClose(moved.dataSync(), expected.dataSync(), 1e-6);
  });

  it('has (relations + 1) · features · units + units parameters', () => {
    const layer = convolution();
    apply(layer, graph());
    assert.equal(layer.countParams(), (RELATIONS + 1) * FEATURES * UNITS + UNITS);
  });

  it('has the gradients that finite differences give, in nodes and edges', () => {
    const layer = convolution();
    const f = (...inputs: tf.Tensor[]) => tf.tanh(apply(layer, inputs));
    const inputs = [spaced([1, 3, 2]), spaced([1, 2, 3, 3], 1)];
    assertFirstGradients(f, inputs);
    assertSecondGradients(f, inputs);
  });

  it('is compiled with them, with the same numbers', () => {
    assertCompiles(convolution, graph());
  });

  it('is a layer of two inputs in a network, which tells what comes out', () => {
    const inputs = [
      [NODES, FEATURES],
      [RELATIONS, NODES, NODES],
    ].map((shape) => tf.input({ shape }));
    const outputs = convolution().apply(inputs) as tf.SymbolicTensor;
    const model = tf.model({ inputs, outputs });
    assert.deepEqual(model.outputs[0].shape, [null, NODES, UNITS]);
    assertClose(
      (model.apply(graph()) as tf.Tensor).dataSync(),
      apply(convolution(), graph()).dataSync(),
    );
  });

  it('throws on what is no graph', () => {
    const message = (nodes: number[], adjacency: number[]) =>
      'expected nodes [batch, n, features] and adjacency [batch, relations, n, n], ' +
      `but got [${nodes}] and [${adjacency}]`;
    for (const [nodes, adjacency] of [
      [
        [2, 4, 3],
        [2, 2, 4, 5],
      ],
      [
        [2, 4, 3],
        [2, 4, 4],
      ],
      [
        [2, 4],
        [2, 2, 4, 4],
      ],
    ]) {
      assert.throws(() => apply(convolution(), [tf.zeros(nodes), tf.zeros(adjacency)]), {
        name: 'RangeError',
        message: message(nodes, adjacency),
      });
    }
    assert.throws(
      () => convolution().apply(tf.zeros([2, 4, 3])),
      /but got \[2,4,3\] and \[nothing\]/,
    );
  });
});

describe('graphAggregation', () => {
  const apply = (layer: tf.layers.Layer, nodes: tf.Tensor) => layer.apply(nodes) as tf.Tensor;

  it('is tanh of the gated sum over the nodes', () => {
    const [nodes] = graph();
    const layer = aggregation();
    apply(layer, nodes);
    layer.setWeights([layer.getWeights()[0], new Random(2).normal([2 * UNITS])]); // biases that show
    const [kernel, bias] = layer.getWeights();
    const [weights, biases] = [kernel.arraySync() as number[][], bias.arraySync() as number[]];
    const expected = nodes.arraySync().flatMap((graphNodes) =>
      Array.from({ length: UNITS }, (_, unit) => {
        const dense = (node: number[], column: number) =>
          biases[column] + sum(node.map((value, f) => value * weights[f][column]));
        const gated = graphNodes.map(
          (node) => sigmoid(dense(node, unit)) * Math.tanh(dense(node, UNITS + unit)),
        );
        return Math.tanh(sum(gated));
      }),
    );
    const y = apply(layer, nodes);
    assert.deepEqual(y.shape, [BATCH, UNITS]);
    assertClose(y.dataSync(), expected, 1e-5);
  });

  it('is the same in whatever order the nodes come', () => {
    const [nodes] = graph();
    const layer = aggregation();
    assertClose(apply(layer, reorder(nodes, [1])).dataSync(), apply(layer, nodes).dataSync(), 1e-6);
  });

  it('has 2 · (features + 1) · units parameters', () => {
    const layer = aggregation();
    apply(layer, graph()[0]);
    assert.equal(layer.countParams(), 2 * (FEATURES + 1) * UNITS);
  });

  it('has the gradients that finite differences give', () => {
    const layer = aggregation();
    const f = (x: tf.Tensor) => apply(layer, x);
    assertFirstGradients(f, [spaced([2, 3, 2])]);
    assertSecondGradients(f, [spaced([2, 3, 2])]);
  });

  it('is compiled with them, with the same numbers', () => {
    assertCompiles(aggregation, [graph()[0]]);
  });

  it('comes back from a saved network as it was', async () => {
    const options = { units: UNITS, seed: 1, inputShape: [NODES, FEATURES] };
    const copy = await rebuilt(graphAggregation(options));
    const [nodes] = graph();
    assert.deepEqual(apply(copy, nodes).dataSync(), apply(aggregation(), nodes).dataSync());
  });

  it('throws on what is no list of nodes', () => {
    assert.throws(() => apply(aggregation(), tf.zeros([2, 3])), {
      name: 'RangeError',
      message: 'expected nodes [batch, n, features], but got [2,3]',
    });
    assert.throws(() => graphAggregation({ units: 0, seed: 1 }), {
      name: 'RangeError',
      message: 'expected units to be an integer of at least 1, but got 0',
    });
  });
});
