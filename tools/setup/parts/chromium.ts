import { installDebianPackages } from '../debian';
import type { Part } from '../part';

/** The browser that the end-to-end tests drive. */
export const chromium: Part = {
  name: 'chromium',
  title: 'Chromium, for the tests',
  needs: [],
  inputs: [],
  outputs: [],
  async probe({ run }) {
    await run('chromium', ['--version']);
  },
  async remedy(work) {
    await installDebianPackages(work, 'the tests that drive a browser', ['chromium']);
  },
};
