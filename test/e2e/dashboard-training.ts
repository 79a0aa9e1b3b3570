import { setTimeout as pause } from 'node:timers/promises';

import { openDashboard } from '../../lib/dashboard';
import { History } from '../../lib/training/history';

// What a training does, in a process of its own: prints the page's address, adds rows for four seconds, closes the history.
async function main(): Promise<void> {
  const history = new History();
  const { url } = await openDashboard(history);
  console.log(url);
  for (let step = 1; step <= 400; step++) {
    const loss = 1 / step;
    history.append({
      step,
      epoch: step / 100,
      discriminatorLoss: loss,
      generatorLoss: 1 - loss,
      discriminatorAccuracy: 0.5,
    });
    await pause(10);
  }
  history.close();
}

void main();
