import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  EMOJI_GROUPS,
  EMOJI_SET,
  EMOJI_STYLES,
  type EmojiStyle,
  loadEmoji,
} from '../../../lib/data/emoji';
import { pickImages } from '../../../lib/data/images';
import { outlinesOf } from '../../../lib/data/outlines';
import { renderSvg } from '../../../lib/data/svg';
import type { NumberArray } from '../../../lib/safetensors-format';
import type { SetDefinition } from '../definition';
import { spread } from '../spread';

/** Pixels of a side. */
const SIZE = 32;

/** The largest number that is kept: five bits a channel. */
const LEVELS = 31;

/** Their pictures of Noto end resvg's process, in a panic that cannot be caught. */
const LEFT_OUT = ['package', 'rainbow-flag'];

/** A package's `icons.json`, as far as it is used. */
interface Icons {
  readonly width: number;
  readonly height: number;
  readonly icons: Readonly<Record<string, Icon>>;
}

interface Icon {
  /** The inside of an `<svg>`. */
  readonly body: string;
  readonly left?: number;
  readonly top?: number;
  readonly width?: number;
  readonly height?: number;
}

/** Emoji in three styles. */
export const emoji: SetDefinition<EmojiStyle> = {
  set: EMOJI_SET,
  title: 'Emoji in three styles, 32×32, with their groups',
  licences: ['Apache-2.0', 'CC-BY-4.0', 'MIT'],
  credit: [
    'Noto Emoji by Google, Apache 2.0, https://github.com/googlefonts/noto-emoji',
    'Twemoji by Twitter and contributors, CC BY 4.0, https://github.com/jdecked/twemoji, made smaller',
    'Fluent Emoji, copyright Microsoft Corporation, MIT, https://github.com/microsoft/fluentui-emoji',
  ],
  packages: {
    noto: {
      registry: 'npm',
      name: '@iconify-json/noto',
      version: '1.2.9',
      sha256: '3e918d88fc945c0bb3d468dbace6f88caef67f01c9f0e7bcae0915a042e8f1ad',
    },
    twemoji: {
      registry: 'npm',
      name: '@iconify-json/twemoji',
      version: '1.2.5',
      sha256: '19046dff7d8707ce96212ec86468b36ac5f8e60409629dd13f809265c6d0ebb7',
    },
    fluent: {
      registry: 'npm',
      name: '@iconify-json/fluent-emoji-flat',
      version: '1.2.6',
      sha256: '7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175',
    },
  },
  async build(folders) {
    const styles = EMOJI_STYLES.map((style) => readJson<Icons>(folders[style], 'icons.json'));
    const names = Object.keys(styles[0].icons)
      .filter((name) => styles.every(({ icons }) => name in icons) && !LEFT_OUT.includes(name))
      .sort();
    const groupOf = groupsOf(EMOJI_STYLES.map((style) => folders[style]));
    const groups = Uint8Array.from(names, (name) => EMOJI_GROUPS.indexOf(groupOf(name)));
    const arrays: Record<string, NumberArray> = { groups: { shape: [names.length], data: groups } };
    for (const [i, style] of EMOJI_STYLES.entries()) {
      arrays[style] = await drawAll(styles[i], names);
    }
    return { arrays, texts: { names } };
  },
  sheet() {
    const { train, test } = loadEmoji();
    return [train, test].flatMap((part) =>
      EMOJI_STYLES.flatMap((style) => {
        const pictures = part.pictures[style];
        const images = pickImages(pictures, spread(40, pictures.shape[0]));
        return [
          { title: `${part === train ? 'train' : 'test'}, ${style}`, images },
          { title: 'its outlines', images: outlinesOf(images) },
        ];
      }),
    );
  },
};

async function drawAll(style: Icons, names: readonly string[]): Promise<NumberArray<Uint8Array>> {
  const size = SIZE * SIZE * 3;
  const pictures = new Uint8Array(names.length * size);
  for (const [i, name] of names.entries()) {
    const { data } = await renderSvg(svgOf(style, style.icons[name]), SIZE);
    pictures.set(
      data.map((value) => Math.round((value * LEVELS) / 255)),
      i * size,
    );
  }
  return { shape: [names.length, SIZE, SIZE, 3], data: pictures };
}

/** An emoji as an SVG file: in the middle of a square, where it is not one itself. */
function svgOf(style: Icons, icon: Icon): string {
  const { left = 0, top = 0, width = style.width, height = style.height, body } = icon;
  const side = Math.max(width, height);
  const box = [left - (side - width) / 2, top - (side - height) / 2, side, side].join(' ');
  const spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  return `<svg ${spaces} viewBox="${box}">${body}</svg>`;
}

/** The group of an emoji, from the first package that knows it. */
function groupsOf(folders: readonly string[]): (name: string) => (typeof EMOJI_GROUPS)[number] {
  const groups = new Map<string, (typeof EMOJI_GROUPS)[number]>();
  for (const folder of folders) {
    const { categories } = readJson<{ categories: Record<string, string[]> }>(
      folder,
      'metadata.json',
    );
    for (const group of EMOJI_GROUPS) {
      for (const name of categories[group] ?? []) {
        if (!groups.has(name)) groups.set(name, group);
      }
    }
  }
  return (name) => {
    const group = groups.get(name);
    if (!group) throw new Error(`expected every emoji to have a group, but ${name} has none`);
    return group;
  };
}

/** A file of an unpacked package. */
const readJson = <T>(folder: string, name: string): T =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as T; // its SHA-256 is known
