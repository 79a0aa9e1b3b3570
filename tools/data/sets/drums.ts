import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { DRUMS_SET, DRUM_CLASSES, type DrumClass, loadDrums } from '../../../lib/data/drums';
import { CLIP_LENGTH } from '../../../lib/data/sounds';
import { clipOf } from '../clip';
import type { SetDefinition } from '../definition';
import { FLAC, readSound } from '../flac';
import { soundRows } from '../sound-pictures';
import { spread } from '../spread';

/** How the files of each class are called; the first that fits counts. */
const NAMES: Readonly<Record<DrumClass, RegExp>> = {
  kick: /kick|bassdrum|drum_bass|^bd|powr_bd|_k_0/i,
  snare: /^(808_|ee_|vp |pearl|drum_|elec_.*|[jr])?snare|^sd_|^sn_|powr_sn|-snare/i,
  'hi-hat':
    /hat ?.*(cl\b|pd\b|cl_|closed|pedal|foot)|hh(closed|pedal|_)|(close|pedal)hihat|chh|cymbal_(closed|pedal)|hat-light/i,
  tom: /tom|^ft_|^t[12]_/i,
  cymbal: /crash|^cra_|ride|splash|china|^cc_|^rc_|cymbal/i,
};

/** What is called alike but sounds otherwise: the rim, the bell, half open, stopped by hand, two at once, without its wires. */
const NONE = /rim|bell|cup|semi|choke|swish|flink|^fx|snareoff|fuzz|empty|ohh|_bs\./i;

/** The kits, by package and folder. Left out are those under other licences and of other instruments. */
const HYDROGEN = 'usr/share/hydrogen/data/drumkits';
const KITS = {
  hydrogen: [
    ...['ColomboAcousticDrumkit', 'ElectricEmpireKit', 'ForzeeStereo', 'HardElectro1'],
    ...['Millo-Drums_v.1', 'Millo_MultiLayered2', 'Millo_MultiLayered3', 'The Black Pearl 1.0'],
    'VariBreaks',
  ].map((kit) => join(HYDROGEN, kit)),
  rock: [join(HYDROGEN, 'GMRockKit')],
  sonicPi: ['usr/share/sonic-pi/samples'],
};

/** A hit and what is known of it. */
interface Hit {
  readonly path: string;
  readonly kit: string;
  readonly label: number;
}

/** Hits on drums. */
export const drums: SetDefinition<keyof typeof KITS | keyof typeof FLAC> = {
  set: DRUMS_SET,
  title: 'Hits on drums of 11 kits, half a second each, in five classes',
  licences: ['GPL-2.0-only', 'CC0-1.0'],
  credit: [
    'Drum kits for Hydrogen, cut to half a second; under GPL 2: Forzee Stereo by Vladimir Sadovnikov and Alexander ' +
      'Belokurov, Millo Drums by Emiliano Grilli, The Black Pearl by Glen MacArthur',
    'Under GPL 2 or later: Electric Empire, Hard Electro and Vari Breaks by Artemiy Pavlov, Colombo Acoustic by Marcos ' +
      'Guglielmetti, GM Rock Kit by the Hydrogen developers',
    'CC0: samples of Sonic Pi, from freesound.org',
  ],
  packages: {
    hydrogen: {
      registry: 'Debian',
      name: 'hydrogen-drumkits',
      version: '2017.09.19~dfsg-1',
      sha256: '6ea3c6df9a67762e2362f946c695e619859126b19fbccf32a2e8f07dfd03b2f4',
    },
    rock: {
      registry: 'Debian',
      name: 'hydrogen-data',
      version: '1.2.0~beta1+dfsg-1',
      sha256: 'd2cc3f281c02efb71f132bd173e95a958d3fede7c5aefcaba6547baf918cff2a',
    },
    sonicPi: {
      registry: 'Debian',
      name: 'sonic-pi-samples',
      version: '3.2.2~repack-8',
      sha256: '25f2312d2fae005e6ad0f4726b8ed3084e776006a5a132083506e960224ac79d',
    },
    ...FLAC,
  },
  async build(folders) {
    const hits = Object.entries(KITS).flatMap(([name, kits]) =>
      kits.flatMap((kit) => findHits(join(folders[name as keyof typeof KITS], kit))),
    );
    const clips: Uint8Array[] = [];
    for (const { path } of hits) clips.push(clipOf(await readSound(folders, path)));
    const count = hits.length;
    return {
      arrays: {
        clips: { shape: [count, CLIP_LENGTH], data: Uint8Array.from(Buffer.concat(clips)) },
        labels: { shape: [count], data: Uint8Array.from(hits, ({ label }) => label) },
      },
      texts: { kits: hits.map(({ kit }) => kit) },
    };
  },
  sheet() {
    const { train, test } = loadDrums();
    return [train, test].flatMap((part) =>
      DRUM_CLASSES.flatMap((name, label) => {
        const places = [...part.labels.keys()].filter((i) => part.labels[i] === label);
        const shown = spread(20, places.length).map((i) => places[i]);
        return soundRows(`${part === train ? 'train' : 'test'}, ${name}`, part.sounds, shown);
      }),
    );
  },
};

/** The hits in a kit's folder. */
function findHits(folder: string): Hit[] {
  const kit = folder.includes('sonic-pi') ? 'Sonic Pi' : basename(folder);
  const files = readdirSync(folder)
    .filter((file) => /\.(wav|flac)$/.test(file))
    .sort();
  return files.flatMap((file) => {
    const label = classOf(file);
    return label === undefined ? [] : [{ path: join(folder, file), kit, label }];
  });
}

function classOf(file: string): number | undefined {
  if (NONE.test(file)) return undefined;
  const found = Object.entries(NAMES).find(([, pattern]) => pattern.test(file));
  return found && DRUM_CLASSES.indexOf(found[0] as DrumClass); // a key of NAMES
}
