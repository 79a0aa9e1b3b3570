/** What a method is judged by: numbers by name. Their units stand where the experiment is defined. */
export type Measures = Readonly<Record<string, number>>;

/**
 * A way of doing a task that an experiment judges: a GAN, a network without its adversarial term, a baseline,
 * or the ceiling.
 */
export interface Method {
  /** The data and what is asked, such as `outline → colour`. */
  readonly task: string;
  /** What a table calls it, such as `L1 + cGAN`. */
  readonly name: string;
  /** Nothing of it is drawn, so that every seed gives the same numbers: it runs with seed 1 alone. */
  readonly isExact?: boolean;
  /** It runs with so many seeds at most, where each takes minutes and others of the experiment need more. Default: all. */
  readonly maxSeeds?: number;
  /**
   * Does it and judges what came out, on data held out from it. Networks that the course keeps are saved here,
   * of seed 1.
   */
  readonly run: (seed: number) => Promise<Measures> | Measures;
}

/**
 * What `npm run experiments -- NAME` runs because it takes too long for a lesson: each method over the seeds, and among
 * them the best trivial baseline, the ceiling and the same network without its adversarial term. Each gives a row of
 * `data/experiments/NAME.json`.
 */
export interface Experiment {
  readonly name: string;
  /** A line of the command's help: what is trained, and how long a seed takes on two cores. */
  readonly about: string;
  /** In the order of the lesson's table. */
  readonly methods: readonly Method[];
}

/** One method with one seed, judged. */
export interface ResultRow {
  readonly task: string;
  readonly method: string;
  readonly seed: number;
  readonly measures: Measures;
}

/** One method with one seed, to be run. */
export interface Trial {
  readonly method: Method;
  readonly seed: number;
}

/** All trials of an experiment over the seeds 1 to `seeds`, in the order of its methods. */
export const trialsOf = ({ methods }: Experiment, seeds: number): Trial[] =>
  methods.flatMap((method) => {
    const length = method.isExact ? 1 : Math.min(seeds, method.maxSeeds ?? seeds);
    return Array.from({ length }, (_, i) => ({ method, seed: i + 1 }));
  });

/**
 * Runs a trial.
 *
 * @returns its row, each measure with four digits
 * @throws Error naming the trial and the measure, when one is not finite
 */
export async function runTrial({ method, seed }: Trial): Promise<ResultRow> {
  const measures = Object.entries(await method.run(seed)).map(([name, value]) => {
    if (Number.isFinite(value)) return [name, Number(value.toPrecision(4))] as const;
    throw new Error(
      `${method.task}, ${method.name}, seed ${seed}: expected a finite ${name}, but got ${value}`,
    );
  });
  return {
    task: method.task,
    method: method.name,
    seed,
    measures: Object.fromEntries(measures),
  };
}
