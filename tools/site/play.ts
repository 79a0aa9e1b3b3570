import { build } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { tf } from '../../lib/backend';
import { toFloat24 } from '../../site/play/float24';

const ROOT = resolve(__dirname, '..', '..');
const SOURCE = join(ROOT, 'site', 'play');

/** Modules of the library that are others in a browser. */
const IN_BROWSER = new Map([
  [join(ROOT, 'lib', 'backend'), join(SOURCE, 'backend.ts')],
  [join(ROOT, 'lib', 'models', 'initializer'), join(SOURCE, 'initializer.ts')],
]);

/** Writes what the page of networks needs below `folder`: its script with the licences of what it
 * holds, and the trained weights. */
export async function writePlay(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await Promise.all([bundle(join(folder, 'play.js')), writeWeights(folder)]);
}

async function bundle(outfile: string): Promise<void> {
  await build({
    ...{ entryPoints: [join(SOURCE, 'main.ts')], outfile, logLevel: 'error' },
    ...{ bundle: true, minify: true, format: 'iife', target: 'es2021', legalComments: 'linked' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'in-browser',
        setup({ onResolve }) {
          onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
            const instead = IN_BROWSER.get(join(resolveDir, path));
            return instead === undefined ? undefined : { path: instead };
          });
        },
      },
    ],
  });
}

/** Each network's weights as a script, which a page opened from disk may load, as it may not load other files. */
async function writeWeights(folder: string): Promise<void> {
  // not before they are asked for: TensorFlow takes seconds to open
  const { loadGenerator } = await import('../../lib/experiments/generators');
  const { loadDiscriminator } = await import('../../lib/experiments/discriminators');
  for (const name of ['dense', 'dcgan', 'dcganContinuous', 'conditional'] as const) {
    writeScript(folder, name, loadGenerator(name).generator);
  }
  writeScript(folder, 'denseDiscriminator', loadDiscriminator('dense').discriminator);
}

function writeScript(folder: string, name: string, model: tf.LayersModel): void {
  const bytes = model.getWeights().map((weight) => toFloat24(weight.dataSync<'float32'>()));
  model.dispose();
  const text = Buffer.concat(bytes).toString('base64');
  const line = `(globalThis.ganWeights??={})[${JSON.stringify(name)}]="${text}";\n`;
  writeFileSync(join(folder, `${name}.js`), line);
}
