// npm run setup: sets up what is missing for the course and the tests, and no more.
import { keptByNpm } from './npm-options.mjs';
import { ensureSetUp, isSomethingLeftOut, tryLeftOutAgain } from './setup/ensure.mjs';

const kept = keptByNpm('npm run setup', ['--course']);
if (kept) {
  console.error(kept);
  process.exit(1);
}
const purpose = process.argv.includes('--course') ? 'course' : 'tests';
tryLeftOutAgain(purpose);
ensureSetUp(purpose).then((isDone) => {
  if (isDone)
    console.error(
      isSomethingLeftOut(purpose) ? 'All else is in place.' : 'Everything is in place.',
    );
  process.exitCode = isDone ? 0 : 1;
});
