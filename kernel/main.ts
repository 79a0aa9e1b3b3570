// Starts the stock tslab kernel with the faults of its protocol mended; README.md beside this file says which and why.
// Jupyter calls it as: node kernel/dist/main.js --config-path=CONNECTION_FILE
import { runtimeError } from './cell-error';
import { recordSourceMaps } from './cell-positions';
import { keepPropertyNames } from './property-names';

// Before anything of tslab is loaded: tslab takes its compiler from here.
recordSourceMaps();
keepPropertyNames();

const prefix = '--config-path=';
const configPath = process.argv.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);

async function main(): Promise<void> {
  if (!configPath) throw new Error(`expected ${prefix}FILE, as Jupyter gives it`);
  const { mendExecutor } = await import('./executor');
  const { mendServer } = await import('./server');
  mendServer(mendExecutor());
  const { startKernel } = await import('tslab/dist/main');
  startKernel({ configPath, enableFindLocal: false });
  tellStrayErrors();
  endWithParent();
}

/** What nobody awaited: tslab prints it with its own frames and the lines of compiled code. */
function tellStrayErrors(): void {
  for (const [event, title] of [
    ['uncaughtException', 'Uncaught, outside of any cell'],
    ['unhandledRejection', 'A promise that nobody awaited was rejected'],
  ] as const) {
    process.removeAllListeners(event);
    process.on(event, (reason: unknown) =>
      console.error(`${title}: ${runtimeError(reason).traceback.join('\n')}`),
    );
  }
}

/** A Jupyter that was killed cannot tell its kernels to end. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(), 1000).unref();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
