/**
 * Four kinds of processor on one: which kernels TensorFlow's oneDNN may choose. Sums are rounded otherwise by each, and a
 * training amplifies it. On a processor without AVX-512 the second and third are the first.
 */
export const KERNEL_SETS = {
  AVX2: { ONEDNN_MAX_CPU_ISA: 'AVX2' },
  'AVX-512': { ONEDNN_MAX_CPU_ISA: 'AVX512_CORE' },
  all: {},
  'no oneDNN': { TF_ENABLE_ONEDNN_OPTS: '0' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;
export type KernelSet = keyof typeof KERNEL_SETS;

/** What a child's environment gets for this set: its settings, and no others of their kind. */
export const environmentOf = (set: KernelSet): NodeJS.ProcessEnv => ({
  ONEDNN_MAX_CPU_ISA: undefined,
  TF_ENABLE_ONEDNN_OPTS: undefined,
  ...KERNEL_SETS[set],
});
