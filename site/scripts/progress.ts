import { readStore, writeStore } from './store';

/** The files of the lessons that the reader has called read. */
function readLessons(): Set<string> {
  return new Set((readStore('read') ?? '').split(' ').filter((file) => file !== ''));
}

/** Marks read lessons in lists, says how far the reader is, and offers to go on where they stopped. */
export function showProgress(): void {
  const read = readLessons();
  const items = [...document.querySelectorAll<HTMLElement>('li[data-lesson]')];
  items.forEach((item) => item.classList.toggle('read', read.has(item.dataset.lesson ?? '')));
  const place = document.querySelector<HTMLElement>('[data-progress]');
  if (!place) return;
  const done = items.filter((item) => item.classList.contains('read')).length;
  const bar = document.createElement('progress');
  bar.max = items.length;
  bar.value = done;
  bar.setAttribute('aria-label', 'Lessons read');
  place.replaceChildren(bar, `${done} of ${items.length} lessons read`);
  const next = items.find((item) => !item.classList.contains('read'))?.dataset.lesson;
  const button = document.querySelector<HTMLAnchorElement>('[data-continue]');
  if (!button || !next || done === 0) return;
  button.href = next;
  button.textContent = `Go on with lesson ${Number(next.slice(0, 2))}`;
}

/** The button at the end of a lesson. */
export function addReadButton(place: HTMLElement): void {
  const file = place.dataset.lesson ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  const label = (): void => {
    const isRead = readLessons().has(file);
    button.setAttribute('aria-pressed', String(isRead));
    button.textContent = isRead ? '✓ Lesson read' : 'Mark this lesson as read';
  };
  button.addEventListener('click', () => {
    const read = readLessons();
    if (!read.delete(file)) read.add(file);
    writeStore('read', [...read].join(' '));
    label();
    showProgress();
  });
  label();
  place.append(button);
}
