import { createInterface } from 'node:readline';

/** The requests of the parent: one each time that it writes `run`. Ends with the parent. */
export function roundRequests(): AsyncIterator<string> {
  const requests = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  answer({ ready: true });
  return requests;
}

/** Answers a request. @param ms mean of a step */
export function answerRound(ms: number): void {
  // Kilobytes on every system that Node runs on.
  answer({ ms, peakMemoryMb: process.resourceUsage().maxRSS / 1024 });
}

/** Runs `step` so many times at each request, and answers with the mean. */
export async function serveRounds(
  numSteps: number,
  step: () => void | Promise<void>,
): Promise<void> {
  const requests = roundRequests();
  while (!(await requests.next()).done) {
    const start = performance.now();
    for (let i = 0; i < numSteps; i++) await step();
    answerRound((performance.now() - start) / numSteps);
  }
}

function answer(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
