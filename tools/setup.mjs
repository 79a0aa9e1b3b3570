// npm run setup: sets up what is missing for the course and the tests, and no more.
import { keptByNpm } from './npm-options.mjs';
import { ensureSetUp } from './setup/ensure.mjs';

const kept = keptByNpm('npm run setup', ['--course']);
if (kept) {
  console.error(kept);
  process.exit(1);
}
ensureSetUp(process.argv.includes('--course') ? 'course' : 'tests').then((isDone) => {
  if (isDone) console.error('Everything is in place.');
  process.exitCode = isDone ? 0 : 1;
});
