import { readFileSync } from 'node:fs';

// Nothing here may import what opens TensorFlow or sets its variables: the tools' options ask too.

/**
 * What a compiled step computes in. `float32`: everything. `mixed`: what goes into convolutions and matrix products,
 * what comes out, and what lies between two of them is rounded to bfloat16 (float32's range with 8 bits instead of 24),
 * which some processors multiply at twice the speed or more; the sums within are float32, and so is all else: weights,
 * losses, norms, penalties' squares, batch statistics, optimizers.
 *
 * @see Kalamkar et al. 2019, "A study of bfloat16 for deep learning training", section 3
 */
export type Precision = (typeof PRECISIONS)[number];

export const PRECISIONS = ['float32', 'mixed'] as const;

/** The environment variable that names the precision where a program does not. */
export const PRECISION_VARIABLE = 'GAN_PRECISION';

/**
 * What steps are computed in: the precision that is asked for, where this processor has it. Where it has not, a
 * sentence on stderr says so, once, and it is float32.
 *
 * @param asked default: what the environment variable `GAN_PRECISION` says, or else float32
 * @throws RangeError when the environment variable names no precision
 */
export function precisionInUse(asked: Precision = precisionOfEnvironment()): Precision {
  if (asked === 'float32' || hasMixedPrecision()) return asked;
  if (!isTold) process.stderr.write(`${WITHOUT}\n`);
  isTold = true;
  return 'float32';
}

let isTold = false;

const WITHOUT =
  'Mixed precision was asked for, but this processor cannot multiply bfloat16 numbers: training goes on in float32. ' +
  'Processors that can have avx512_bf16 or amx_bf16 among the flags in /proc/cpuinfo: on Linux, Intel Xeon from 2020 ' +
  '(Cooper Lake, Sapphire Rapids and later), AMD from Zen 4.';

function precisionOfEnvironment(): Precision {
  const text = process.env[PRECISION_VARIABLE] || 'float32';
  const precision = PRECISIONS.find((name) => name === text);
  if (precision) return precision;
  throw new RangeError(
    `expected the environment variable ${PRECISION_VARIABLE} to be ${PRECISIONS.join(' or ')}, but got ${text}`,
  );
}

/** Whether this processor multiplies bfloat16 numbers, and TensorFlow may use it: elsewhere it would be imitated. */
export const hasMixedPrecision = (): boolean =>
  process.env.TF_ENABLE_ONEDNN_OPTS !== '0' &&
  allowsBfloat16(process.env.ONEDNN_MAX_CPU_ISA) &&
  processorFlags().some(isBfloat16);

/** @throws Error saying what to do, where {@link hasMixedPrecision} is not so: for work whose point is that precision */
export function requireMixedPrecision(): void {
  if (hasMixedPrecision()) return;
  throw new Error('this processor has no mixed precision: take one with avx512_bf16 or amx_bf16');
}

const isBfloat16 = (flag: string) => flag === 'avx512_bf16' || flag === 'amx_bf16';

/** Whether oneDNN, which may be told to leave newer instructions alone, is left those of bfloat16. */
const allowsBfloat16 = (limit: string | undefined) =>
  limit === undefined || /BF16|FP16|AMX|AVX10|DEFAULT|ALL/i.test(limit);

/** What the first core can do, as Linux names it; empty elsewhere. */
function processorFlags(): readonly string[] {
  try {
    const [, flags = ''] = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];
    return flags.split(' ');
  } catch {
    return [];
  }
}
