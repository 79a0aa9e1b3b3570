/**
 * Steps, epochs or samples of a lesson: the full number, or the quick one when the environment says `GAN_QUICK=1`,
 * which the tests set to run every lesson in under a minute. This is the only place that reads it.
 *
 * @param amounts what a reader runs (`full`) and what a test runs (`quick`): the same story with fewer steps
 */
export function budget<T>({ full, quick }: { readonly full: T; readonly quick: T }): T {
  return process.env.GAN_QUICK === '1' ? quick : full;
}
