/**
 * Of displayReplay's data. No notebook program knows it, so all of them show the film that stands beside it. It has a
 * file of its own for those who look at notebooks, and need nothing else of the library.
 */
export const REPLAY_MIME = 'application/vnd.gan-course.replay+json';
