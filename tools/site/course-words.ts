/** How the pages speak of the course as a whole. */
export const COURSE_NAME = 'Generative adversarial networks, as code that runs';
export const COURSE_SHORT_NAME = 'GANs as code that runs';
export const COURSE_PROMISE =
  'From nothing to trained GANs, in TypeScript notebooks: every picture and every number on these pages was made by the code above it, on an ordinary two-core CPU.';
