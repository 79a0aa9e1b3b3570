// Starts the stock tslab kernel with the faults of its protocol mended; README.md beside this file says which and why.
// Jupyter calls it as: node kernel/dist/main.js --config-path=CONNECTION_FILE
import { recordSourceMaps } from './cell-positions';

// Before anything of tslab is loaded: tslab takes its compiler from here.
recordSourceMaps();

const prefix = '--config-path=';
const configPath = process.argv.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);

async function main(): Promise<void> {
  if (!configPath) throw new Error(`expected ${prefix}FILE, as Jupyter gives it`);
  const { mendExecutor } = await import('./executor');
  const { mendServer } = await import('./server');
  mendServer(mendExecutor());
  const { startKernel } = await import('tslab/dist/main');
  startKernel({ configPath, enableFindLocal: false });
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
