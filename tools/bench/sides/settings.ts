import type { Workload } from '../workloads';

/** What the parent asks of a side of ours: JSON, the program's only argument. */
export interface SideSettings {
  readonly workload: Exclude<Workload, 'import'>;
  /** In a round. */
  readonly steps: number;
  /** Of the dense step. Default: the article's. */
  readonly batchSize?: number;
  readonly hiddenUnits?: number;
}
