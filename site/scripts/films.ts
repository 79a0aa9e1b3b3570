/**
 * The button of a film: stops it, by showing its first frame, and plays it from the beginning. A film stands still at
 * first for readers who have asked their system for less motion.
 */
export function addFilmButton(film: HTMLElement): void {
  const image = film.querySelector('img');
  const source = film.querySelector('source');
  const button = film.querySelector('button');
  if (!image || !source || !button) return;
  const [moving, still] = [image.src, source.srcset];
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let isPlaying = true;
  const show = (play: boolean): void => {
    if (play !== isPlaying) image.src = play ? moving : still;
    isPlaying = play;
    button.textContent = play ? 'Pause the film' : 'Play the film';
  };
  show(!calm.matches);
  source.remove(); // from here on the button decides
  button.addEventListener('click', () => show(!isPlaying));
  calm.addEventListener('change', () => show(!calm.matches));
}
