import { backend, type tf } from './tfjs';
import { type Node, attr } from './graph-text';

const FLOAT = { dtype: attr.type(backend.binding.TF_FLOAT) };

/** A float32 value that lives in the graph from one run to the next. */
export interface Cell {
  /** Where it lives outside of the graph: a variable, or the handle of a resource. */
  readonly home: tf.Variable | tf.TensorInfo;
  /** The node that stands for it. */
  readonly name: string;
  /** Fetch it to read the cell. */
  readonly pull: string;
  /** Feed it, and fetch the graph's `pushed`, to set the cell. */
  readonly push: string;
}

/** How a cell stands after the nodes so far. */
interface CellState {
  /** The node that wrote it last. */
  writer?: string;
  /** The nodes that have read it since. */
  readers: string[];
}

/**
 * A TensorFlow graph that grows node by node.
 *
 * Reads and writes of a cell keep their order by control inputs (`^node`); all else TensorFlow orders by who needs
 * what, on all cores.
 */
export class Graph {
  readonly nodes: Node[] = [];
  readonly cells: Cell[] = [];
  /** The nodes that write a cell. */
  readonly writers: string[] = [];
  private readonly states = new Map<Cell, CellState>();

  /** @returns the new node's name, which stands for its first output */
  add(op: string, inputs: readonly string[], attributes: Readonly<Record<string, string>>): string {
    const name = `${op}_${this.nodes.length}`;
    this.nodes.push({ name, op, inputs, attributes });
    return name;
  }

  /** A node to be fed with a tensor. */
  addPlaceholder(dtype: number, shape: readonly number[]): string {
    return this.add('Placeholder', [], { dtype: attr.type(dtype), shape: attr.shape(shape) });
  }

  addCell(home: Cell['home'], shape: readonly number[]): Cell {
    const name = this.add('VarHandleOp', [], {
      ...FLOAT,
      shape: attr.shape(shape),
      container: attr.text(''),
      shared_name: attr.text(`cell ${this.cells.length}`),
    });
    const push = this.addPlaceholder(backend.binding.TF_FLOAT, shape);
    const cell = { home, name, push, pull: this.add('ReadVariableOp', [name], FLOAT) };
    this.cells.push(cell);
    this.states.set(cell, { readers: [] });
    return cell;
  }

  /** @returns the node that gives the cell's value as it is after the writes so far */
  read(cell: Cell): string {
    const state = this.stateOf(cell);
    if (state.readers.length > 0) return state.readers[0];
    const after = state.writer === undefined ? [] : [`^${state.writer}`];
    const reader = this.add('ReadVariableOp', [cell.name, ...after], FLOAT);
    state.readers.push(reader);
    return reader;
  }

  /** A node that changes cells, which are among its inputs, after all that has read or written them. */
  write(
    cells: readonly Cell[],
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, string>>,
  ): void {
    const states = cells.map((cell) => this.stateOf(cell));
    const before = states.flatMap(({ writer, readers }) =>
      readers.length > 0 || writer === undefined ? readers : [writer],
    );
    const node = this.add(op, [...inputs, ...before.map((name) => `^${name}`)], attributes);
    this.writers.push(node);
    for (const state of states) {
      state.writer = node;
      state.readers = [];
    }
  }

  assign(cell: Cell, value: string): void {
    this.write([cell], 'AssignVariableOp', [cell.name, value], FLOAT);
  }

  private stateOf(cell: Cell): CellState {
    return this.states.get(cell)!; // each cell is this graph's, made by addCell
  }
}
