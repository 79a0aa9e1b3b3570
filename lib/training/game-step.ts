import { tf } from '../backend';
import { type StepRunner, compileStep } from '../backend/compiled-step';
import type { Precision } from '../backend/precision';
import { requireInteger } from '../check';
import { type Batches, type Examples, listOf } from '../data/batches';
import { followWeights } from '../models/gan';
import { descendNumbers } from './descend';
import { Draw } from './draw';
import { type Game, type GameState, type Player, columnOf } from './game';

/** Makes steps one after another, and keeps the state up to date but for what lives in TensorFlow meanwhile. */
export class GameStep {
  private runner?: StepRunner;
  /** The columns of the numbers that a step gives, and how often it draws: known once it has been looked at. */
  private columns: readonly string[] = [];
  private numDraws = 0;
  private readonly numBatches: number;

  constructor(
    private readonly game: Game,
    private readonly batches: Batches<Examples>,
    private readonly state: GameState,
    private readonly askedPrecision?: Precision,
  ) {
    const updates = game.players.map(updatesOf);
    updates.forEach((count) => requireInteger('updates', count, { min: 1 }));
    this.numBatches = Math.max(...updates);
  }

  /** Whether the steps run as one graph. */
  get isCompiled(): boolean {
    return this.runner?.isCompiled ?? true;
  }

  /** Each player's updates. @throws Error naming the step and the number when one is not finite */
  step(): Readonly<Record<string, number>> {
    const { state } = this;
    const values = tf.tidy(() => {
      const inputs = this.inputs();
      this.runner ??= compileStep(
        (...tensors) => this.update(tensors),
        inputs,
        this.askedPrecision,
      );
      return this.runner.run(inputs).map((tensor) => tensor.dataSync()[0]);
    });
    const { precision } = this.runner!; // made above
    if (state.precisions.at(-1) !== precision) state.precisions = [...state.precisions, precision];
    state.step++;
    state.noise.skip(this.numDraws);
    state.batches = this.batches.state;
    requireFinite(state.step, this.columns, values);
    return Object.fromEntries(this.columns.map((name, i) => [name, values[i]]));
  }

  /** Brings the networks and the optimizers up to date, for whoever looks at them. */
  pull(): void {
    this.runner?.pull();
  }

  /** Ends, up to date. */
  dispose(): void {
    this.runner?.pull();
    this.runner?.dispose();
  }

  /** As many batches as the player with the most updates makes, one after another, then the key of the first draw. */
  private inputs(): tf.Tensor[] {
    const drawn = Array.from({ length: this.numBatches }, () => this.batches.next());
    return [...drawn.flatMap(listOf), this.state.noise.peekKey()];
  }

  /** One step made from {@link inputs}: the numbers of each player's last update, in the order of the columns. */
  private update(inputs: readonly tf.Tensor[]): tf.Tensor[] {
    return tf.tidy(() => {
      const draw = new Draw(inputs[inputs.length - 1]);
      const size = (inputs.length - 1) / this.numBatches;
      const batch = (i: number) => inputs.slice(i * size, (i + 1) * size);
      const numbers = this.game.players.flatMap((player) => {
        const updates = updatesOf(player);
        // One with fewer updates gets the last batches.
        const own = Array.from({ length: updates }, (_, i) => batch(this.numBatches - updates + i));
        const made = own.map((tensors) => this.move(player, tensors, draw));
        return made[updates - 1];
      });
      for (const { of, into, decay } of this.game.averages ?? []) {
        followWeights(this.game.networks[into], this.game.networks[of], decay);
      }
      this.columns = numbers.map(({ column }) => column);
      this.numDraws = draw.count;
      return numbers.map(({ value }) => value);
    });
  }

  private move({ name, settings, numbers }: Player, batch: readonly tf.Tensor[], draw: Draw) {
    const found = descendNumbers(this.state.optimizers[name], settings, () => {
      const own = numbers(batch, draw);
      Object.entries(own).forEach(([number, value]) =>
        requireScalar(columnOf(name, number), value),
      );
      return own;
    });
    return Object.entries(found).map(([number, value]) => ({
      column: columnOf(name, number),
      value,
    }));
  }
}

const updatesOf = ({ updates = 1 }: Player) => updates;

function requireScalar(column: string, value: tf.Tensor): void {
  if (value.rank === 0) return;
  throw new RangeError(`expected ${column} to be a scalar, but got [${value.shape.join(', ')}]`);
}

function requireFinite(step: number, columns: readonly string[], values: readonly number[]): void {
  const bad = columns.filter((_, i) => !Number.isFinite(values[i]));
  if (bad.length === 0) return;
  const named = bad.map((column) => `${column} ${values[columns.indexOf(column)]}`).join(', ');
  throw new Error(
    `step ${step}: the losses are not finite any more (${named}). ` +
      'Training has stopped; lower the learning rates, and go on from the last checkpoint.',
  );
}
