/** Marks, in the contents, the section that is being read. */
export function followSections(list: HTMLElement): void {
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a')];
  const headings = links.map((link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1))),
  );
  let current = -1;
  const mark = (): void => {
    // the last heading above the upper third of the window
    const limit = innerHeight / 3;
    const at = headings.reduce(
      (last, heading, i) => (heading && heading.getBoundingClientRect().top < limit ? i : last),
      -1,
    );
    if (at === current) return;
    links[current]?.removeAttribute('aria-current');
    links[at]?.setAttribute('aria-current', 'true');
    current = at;
    keepInView(links[at]);
  };
  let isWaiting = false;
  addEventListener(
    'scroll',
    () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}

/** Scrolls the contents, and nothing else, so that the link shows. */
function keepInView(link: HTMLElement | undefined): void {
  const box = link?.closest<HTMLElement>('.contents');
  if (!link || !box) return;
  const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    box.scrollTop += inner.top - outer.top - outer.height / 3;
}

/** Beside the text the contents are always open; above it they begin folded. */
export function unfoldBesideText(details: HTMLDetailsElement): void {
  const wide = matchMedia('(min-width: 64rem)');
  wide.addEventListener('change', () => (details.open = wide.matches));
}
