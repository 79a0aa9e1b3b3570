import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { compileAddon } from '../compile-addon';
import { installDebianPackages } from '../debian';
import type { Part, Work } from '../part';

const PACKAGE = 'node_modules/canvas';
const ADDON = `${PACKAGE}/build/Release/canvas.node`;
const PREBUILT_LIMIT_MS = 20_000;
const LIBRARIES = [
  'pixman-1',
  'cairo',
  'libpng',
  'pangocairo',
  'freetype2',
  'libjpeg',
  'librsvg-2.0',
];
const DEBIAN = ['libcairo2-dev', 'libpango1.0-dev', 'libjpeg-dev', 'libgif-dev', 'librsvg2-dev'];

/** node-canvas, which draws the figures: prebuilt by its makers where that can be had and loads, else compiled here. */
export const canvas: Part = {
  name: 'canvas',
  title: 'canvas',
  needs: [],
  inputs: [],
  outputs: [ADDON],
  async probe({ root, run }) {
    const script = `
      const canvas = require('canvas').createCanvas(20, 20);
      canvas.getContext('2d').fillText('D', 5, 15);
      if (canvas.toBuffer('image/png').length < 100) throw new Error('it draws nothing');`;
    await run(process.execPath, ['-e', script], { cwd: root });
  },
  async remedy(work) {
    const isLoaded = await fetchPrebuilt(work).then(
      () => true,
      () => false,
    );
    if (!isLoaded) await build(work);
  },
};

async function fetchPrebuilt(work: Work): Promise<void> {
  work.progress('looks for a prebuilt one');
  const installer = join(work.root, 'node_modules/prebuild-install/bin.js');
  await work.run(process.execPath, [installer, '-r', 'napi'], {
    cwd: join(work.root, PACKAGE),
    limitMs: PREBUILT_LIMIT_MS,
  });
  await canvas.probe(work);
}

async function build(work: Work): Promise<void> {
  const flags = (what: string) => work.run('pkg-config', [what, ...LIBRARIES]);
  await Promise.all([flags('--exists'), hasGif(work)]).catch(() =>
    installDebianPackages(work, 'compiling canvas', ['g++', 'pkg-config', ...DEBIAN]),
  );
  const folder = join(work.root, PACKAGE);
  const sources = ['src', 'src/bmp'].flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => name.endsWith('.cc'))
      .map((name) => join(folder, part, name)),
  );
  await compileAddon(work, {
    name: 'canvas',
    sources,
    compileOptions: [
      ...['NAPI_DISABLE_CPP_EXCEPTIONS', 'NODE_ADDON_API_ENABLE_MAYBE'].map((name) => `-D${name}`),
      ...['HAVE_JPEG', 'HAVE_GIF', 'HAVE_RSVG'].map((name) => `-D${name}`),
      ...['-I', join(work.root, 'node_modules/node-addon-api')],
      ...['-I', join(work.root, 'tools/setup/headers')],
      ...words(await flags('--cflags')),
    ],
    linkOptions: [...words(await flags('--libs')), '-lgif'],
    target: join(work.root, ADDON),
  });
}

/** giflib has no entry for pkg-config. */
async function hasGif(work: Work): Promise<void> {
  await work.run('g++', [
    '-fsyntax-only',
    '-include',
    'stdio.h',
    '-include',
    'gif_lib.h',
    '-x',
    'c++',
    '/dev/null',
  ]);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
