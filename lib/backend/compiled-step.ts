import { tf } from './tfjs';
import { execute, type } from './execute';
import { giveBack, lend } from './lent';
import { assignResource, readResource } from './native';
import { type Precision, precisionInUse } from './precision';
import { NotRecordable, record } from './recording';
import { Session } from './session';
import { type StepGraph, stepGraph } from './step-graph';

/** A function of tensors that may change variables and optimizers, and gives float32 tensors. */
export type Step = (...inputs: tf.Tensor[]) => readonly tf.Tensor[];

/** A step to be run many times. */
export interface StepRunner {
  /** Whether it runs as one graph; else it runs as it is. */
  readonly isCompiled: boolean;
  /** What it computes in; a step that is not compiled, in float32. */
  readonly precision: Precision;
  /** Runs the step once; the caller disposes inputs and results. */
  run(inputs: readonly tf.Tensor[]): readonly tf.Tensor[];
  /**
   * Brings the variables and optimizers up to date with what {@link run} has done;
   * call it before anything else uses them.
   */
  pull(): void;
  /** Frees the runner; what has not been pulled is lost. */
  dispose(): void;
}

/**
 * Makes a step fast, as `tf.function` does in Python: it is run once to see which kernels it calls, automatic
 * differentiation included (twice, to see that it calls the same again), and from then on TensorFlow runs these as one
 * graph, on all cores and without JavaScript between them.
 *
 * The step must call the same kernels each time, and depend on nothing that changes but its inputs, variables and
 * optimizers. One that reads numbers, or draws its own, is run as it is instead.
 *
 * @param step what it changes during the look is set back
 * @param inputs as `run` will be given: of the same shapes
 * @param precision default and where the processor has no mixed one: as of {@link precisionInUse}
 * @throws Error naming the temporary folder, through which steps go to TensorFlow, when it is missing or full
 */
export function compileStep(
  step: Step,
  inputs: readonly tf.Tensor[],
  precision?: Precision,
): StepRunner {
  const inUse = precisionInUse(precision);
  try {
    return new CompiledStep(graphOf(step, inputs, inUse), inUse);
  } catch (error) {
    if (error instanceof NotRecordable) return eagerStep(step);
    throw error;
  }
}

const eagerStep = (step: Step): StepRunner => ({
  isCompiled: false,
  precision: 'float32',
  run: (inputs) => tf.tidy(() => [...step(...inputs)]),
  pull: () => {},
  dispose: () => {},
});

/** A step as one TensorFlow graph. While it runs, the variables' values live there. */
export class CompiledStep implements StepRunner {
  readonly isCompiled = true;
  private readonly session: Session;
  /** The values live in the graph, and those outside are old. */
  private isAhead = false;
  private readonly pulls: readonly string[];
  private readonly feeds: readonly string[];
  private readonly captured: readonly tf.TensorInfo[];
  private readonly variables: readonly tf.Variable[];

  constructor(
    private readonly graph: StepGraph,
    readonly precision: Precision,
  ) {
    this.session = new Session(graph.nodes);
    this.pulls = graph.cells.map((cell) => cell.pull);
    this.feeds = [...graph.inputs, ...graph.captured.map(({ name }) => name)];
    this.captured = graph.captured.map(({ tensor }) => tensor);
    this.variables = graph.cells.flatMap(({ home }) => (home instanceof tf.Variable ? home : []));
  }

  run(inputs: readonly tf.Tensor[]): readonly tf.Tensor[] {
    if (!this.isAhead) this.push();
    return this.session.run(this.feeds, [...inputs, ...this.captured], this.graph.outputs);
  }

  pull(): void {
    if (!this.isAhead || this.pulls.length === 0) return;
    tf.tidy(() => {
      const { cells } = this.graph;
      const values = this.session.run([], [], this.pulls);
      cells.forEach(({ home }, i) => {
        if (home instanceof tf.Variable) home.assign(values[i]);
        else assignResource(home, values[i]);
      });
    });
    this.comeHome();
  }

  dispose(): void {
    if (this.isAhead) this.comeHome();
    this.session.close();
  }

  private comeHome(): void {
    this.isAhead = false;
    giveBack(this.variables);
  }

  private push(): void {
    lend(this.variables);
    tf.tidy(() => {
      const { cells, pushed } = this.graph;
      const values = cells.map(({ home }) =>
        home instanceof tf.Variable ? home : readResource(home),
      );
      this.session.run(
        cells.map((cell) => cell.push),
        values,
        [pushed],
      );
    });
    this.isAhead = true;
  }
}

function graphOf(step: Step, inputs: readonly tf.Tensor[], precision: Precision): StepGraph {
  const [first, second] = [dryRun(step, inputs, precision), dryRun(step, inputs, precision)];
  if (JSON.stringify(first.nodes) !== JSON.stringify(second.nodes)) {
    throw new NotRecordable('a step did not do the same when it was run again');
  }
  const moved = second.captured.some(
    ({ tensor }, i) => tensor.dataId !== first.captured[i].tensor.dataId,
  );
  if (moved) throw new NotRecordable('a step uses a tensor that is another each time');
  return second;
}

/** The graph of a step that is run and whose changes are set back. */
function dryRun(step: Step, inputs: readonly tf.Tensor[], precision: Precision): StepGraph {
  const variables = Object.values(tf.engine().state.registeredVariables);
  tf.engine().startScope();
  variables.forEach(ownItsData);
  const before = variables.map((variable) => ({ variable, before: variable.clone() }));
  try {
    return stepGraph(
      record(() => step(...inputs)),
      inputs,
      before,
      precision,
    );
  } finally {
    for (const each of before) each.variable.assign(each.before);
    tf.engine().endScope();
  }
}

/** Variables made of one tensor share its data; a recording, which knows them by their data, must tell them apart. */
function ownItsData(variable: tf.Variable): void {
  variable.assign(execute('Identity', [variable], { T: type(variable.dtype) }));
}
