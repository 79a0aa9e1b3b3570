// npm run setup: sets up what is missing for the course and the tests, and no more.
import { ensureSetUp } from './setup/ensure.mjs';

ensureSetUp(process.argv.includes('--course') ? 'course' : 'tests').then((isDone) => {
  if (isDone) console.error('Everything is in place.');
  process.exitCode = isDone ? 0 : 1;
});
