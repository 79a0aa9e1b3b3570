import { backend, type tf } from './tfjs';
import { Graph, type Cell } from './graph';
import { Bfloat16Ops } from './bfloat16-ops';
import { type Node, attr, attributeText } from './graph-text';
import type { Precision } from './precision';
import { type DataId, NotRecordable, type Operation, type Recording, storedAs } from './recording';

const { TF_FLOAT, TF_RESOURCE } = backend.binding;
const FLOAT = { dtype: attr.type(TF_FLOAT) };

/** A variable, and a tensor that shares the data which it had before the step. */
export interface VariableBefore {
  readonly variable: tf.Variable;
  readonly before: tf.Tensor;
}

/** A step as a TensorFlow graph: what to feed, and what to fetch. */
export interface StepGraph {
  readonly nodes: readonly Node[];
  /** Feeds: the step's inputs. */
  readonly inputs: readonly string[];
  /** Feeds: tensors that the step uses and does not change, with the tensors. */
  readonly captured: readonly { readonly name: string; readonly tensor: tf.TensorInfo }[];
  /** Fetches of one run: the step's results, when all its changes are made. */
  readonly outputs: readonly string[];
  readonly cells: readonly Cell[];
  /** Fetched to set the cells to what their `push` is fed with. */
  readonly pushed: string;
}

/**
 * The graph that repeats a recorded step.
 *
 * @param inputs that the step was given
 * @param variables all that the step could change
 * @param precision of its products
 * @throws NotRecordable when the step has no result, or a result or new value that no kernel has made
 */
export function stepGraph(
  recording: Recording<readonly tf.Tensor[]>,
  inputs: readonly tf.Tensor[],
  variables: readonly VariableBefore[],
  precision: Precision,
): StepGraph {
  // Nothing would be fetched, so nothing would run.
  if (recording.result.length === 0) throw new NotRecordable('a step gave no result');
  const builder = new StepGraphBuilder(recording, variables, precision);
  const inputNames = inputs.map((tensor) => builder.addInput(tensor));
  recording.operations.forEach((operation) => builder.addOperation(operation));
  variables.forEach((variable) => builder.addUpdate(variable));
  const outputs = recording.result.map((tensor) => builder.addOutput(tensor));
  const { graph, captured } = builder;
  return {
    nodes: graph.nodes,
    inputs: inputNames,
    captured,
    outputs,
    cells: graph.cells,
    pushed: addPush(graph),
  };
}

function addPush(graph: Graph): string {
  const assigned = graph.cells.map(
    ({ name, push }) => `^${graph.add('AssignVariableOp', [name, push], FLOAT)}`,
  );
  const value = attr.tensor({ dtype: TF_FLOAT, shape: [], values: [0] });
  return graph.add('Const', assigned, { ...FLOAT, value });
}

class StepGraphBuilder {
  readonly graph = new Graph();
  readonly captured: { name: string; tensor: tf.TensorInfo }[] = [];
  /** Which node gives a tensor. */
  private readonly endpoints = new Map<DataId, string>();
  /** By the data of a variable before the step, and by that of a handle. */
  private readonly cells = new Map<DataId, Cell>();
  /** Of a mixed precision. */
  private readonly bfloat16?: Bfloat16Ops;
  /** By their data before the step. */
  private readonly variables: ReadonlyMap<DataId, tf.Variable>;

  constructor(
    private readonly recording: Recording<unknown>,
    variables: readonly VariableBefore[],
    precision: Precision,
  ) {
    if (precision === 'mixed') this.bfloat16 = new Bfloat16Ops(this.graph);
    this.variables = new Map(variables.map(({ variable, before }) => [before.dataId, variable]));
    // Read before anything can be written: a tensor of the old value stays that.
    for (const id of this.variables.keys()) {
      if (recording.given.has(id)) this.endpoints.set(id, this.graph.read(this.cellOf(id)));
    }
  }

  addInput(tensor: tf.Tensor): string {
    const { dtype, shape } = storedAs(tensor);
    const name = this.graph.addPlaceholder(dtype, shape);
    this.endpoints.set(tensor.dataId, name);
    return name;
  }

  addOperation({ name, attributes, inputs, outputs }: Operation): void {
    if (name === 'ReadVariableOp') {
      this.endpoints.set(outputs[0], this.graph.read(this.cellOf(inputs[0])));
      return;
    }
    if (name === 'AssignVariableOp' && this.becomesVariable(inputs)) return;
    const endpoints = inputs.map((id) => this.endpoint(id));
    const texts = Object.fromEntries(attributes.map((each) => [each.name, attributeText(each)]));
    const changed = inputs.filter((id) => this.isResource(id)).map((id) => this.cellOf(id));
    if (changed.length > 0) {
      this.graph.write(changed, name, endpoints, texts);
    } else {
      const [node, first] = this.addNode(name, endpoints, texts);
      outputs.forEach((id, i) => this.endpoints.set(id, i === 0 ? first : `${node}:${i}`));
    }
  }

  /** @returns the node, and what gives its first output */
  private addNode(...op: Parameters<Bfloat16Ops['add']>): readonly [string, string] {
    if (this.bfloat16?.takes(...op)) return this.bfloat16.add(...op);
    const node = this.graph.add(...op);
    return [node, node];
  }

  /** The variable has another value after the step. */
  addUpdate({ variable, before }: VariableBefore): void {
    if (variable.dataId === before.dataId) return;
    const cell = this.cellOf(before.dataId);
    const value = this.endpoint(variable.dataId);
    if (value !== this.graph.read(cell)) this.graph.assign(cell, value);
  }

  addOutput({ dataId }: tf.Tensor): string {
    const changes = this.graph.writers.map((name) => `^${name}`);
    const T = attr.type(TF_FLOAT);
    return this.graph.add('Identity', [this.endpoint(dataId), ...changes], { T });
  }

  /**
   * An optimizer that sets its resource to a variable, updates it and sets the variable to it needs one cell for both:
   * true, and the two are one, when the resource's first operation is to be set to a variable that has not changed yet.
   */
  private becomesVariable([handle, value]: readonly DataId[]): boolean {
    if (this.cells.has(handle) || !this.variables.has(value)) return false;
    const cell = this.cellOf(value);
    if (this.graph.read(cell) !== this.endpoint(value)) return false;
    this.cells.set(handle, cell);
    return true;
  }

  private endpoint(id: DataId): string {
    const known = this.endpoints.get(id);
    if (known !== undefined) return known;
    const name = this.addFromOutside(id);
    this.endpoints.set(id, name);
    return name;
  }

  /** A tensor that no recorded kernel has made. */
  private addFromOutside(id: DataId): string {
    if (this.isResource(id)) return this.cellOf(id).name;
    const given = this.recording.given.get(id);
    if (!given) throw new NotRecordable('a step gave a result or a value that no kernel has made');
    const { dtype, shape, values, tensor } = given;
    if (values !== null) {
      const value = attr.tensor({ dtype, shape, values });
      return this.graph.add('Const', [], { dtype: attr.type(dtype), value });
    }
    const name = this.graph.addPlaceholder(dtype, shape);
    this.captured.push({ name, tensor });
    return name;
  }

  /** The cell of a variable, by its data before the step, or of a resource, by its handle's. */
  private cellOf(id: DataId): Cell {
    const known = this.cells.get(id);
    if (known) return known;
    const variable = this.variables.get(id);
    if (variable && variable.dtype !== 'float32') {
      throw new NotRecordable(`a step uses a variable of ${variable.dtype}`);
    }
    const cell = variable ? this.graph.addCell(variable, variable.shape) : this.addResource(id);
    this.cells.set(id, cell);
    return cell;
  }

  private addResource(id: DataId): Cell {
    const { handle, shape } = this.recording.resources.get(id)!; // called for resources only
    return this.graph.addCell(handle, shape);
  }

  private isResource(id: DataId): boolean {
    return this.recording.given.get(id)?.dtype === TF_RESOURCE;
  }
}
