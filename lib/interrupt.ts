import { setImmediate as pause } from 'node:timers/promises';

/**
 * Runs work that can be interrupted: its signal is aborted by Ctrl-C in a terminal and by Kernel → Interrupt in a
 * notebook. The work looks at the signal, pauses now and then (a real pause, such as a timer's, so that the signal gets
 * through), and returns what it has.
 *
 * Only the first interrupt is for the work: a second one ends a program in a terminal as usual.
 *
 * @returns what the work returns
 */
export async function withInterrupt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const abort = () => interrupt.abort();
  // While a cell's first, synchronous part runs, Node's vm module takes all handlers of SIGINT away; one that is added
  // then is lost with them, and the next interrupt ends the kernel. After a pause that part is over.
  await pause();
  process.once('SIGINT', abort);
  try {
    return await work(interrupt.signal);
  } finally {
    process.off('SIGINT', abort);
  }
}
