import type MiniSearch from 'minisearch';
import type { SearchResult } from 'minisearch';
import { siteUrl } from './store';

/** Of tools/site/search.ts, with a number as its id. */
interface Entry {
  readonly id: number;
  readonly url: string;
  readonly page: string;
  readonly section: string;
  readonly text: string;
  readonly code: string;
}

interface Hit extends Entry {
  readonly terms: readonly string[];
}

declare global {
  interface Window {
    courseSearchEntries?: readonly Omit<Entry, 'id'>[];
    MiniSearch?: typeof MiniSearch;
  }
}

const MAX_HITS = 20;

/** Loads the library and the entries, as scripts since pages from disk cannot fetch files, when they are first needed. */
async function openIndex(): Promise<MiniSearch<Entry>> {
  await Promise.all(['assets/minisearch.js', 'assets/search-entries.js'].map(loadScript));
  const index = new window.MiniSearch!<Entry>({
    fields: ['section', 'page', 'text', 'code'],
    storeFields: ['url', 'page', 'section', 'text'],
    searchOptions: {
      boost: { section: 4, page: 2, code: 0.3 },
      combineWith: 'AND',
      prefix: (term: string) => term.length > 2,
      fuzzy: (term: string) => (term.length > 5 ? 0.15 : false),
    },
  });
  index.addAll(window.courseSearchEntries!.map((entry, id) => ({ ...entry, id })));
  return index;
}

function loadScript(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = siteUrl(file);
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${file} cannot be loaded`));
    document.head.append(script);
  });
}

function buildSearchDialog(): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'search';
  dialog.setAttribute('aria-label', 'Search');
  dialog.innerHTML =
    '<div role="search"><input type="search" aria-label="Search all pages" autocomplete="off"><button type="button">Close</button></div>' +
    '<p role="status"></p><ol></ol>';
  document.body.append(dialog);
  return dialog;
}

export function setUpSearch(button: HTMLButtonElement): void {
  const dialog = buildSearchDialog();
  const input = dialog.querySelector('input')!;
  const status = dialog.querySelector('[role=status]')!;
  const list = dialog.querySelector('ol')!;
  let opening: Promise<MiniSearch<Entry>> | undefined;
  const show = async (): Promise<void> => {
    const query = input.value.trim();
    const index = await (opening ??= openIndex());
    if (query !== input.value.trim()) return; // more was typed meanwhile
    const hits = query === '' ? [] : (index.search(query) as (SearchResult & Hit)[]);
    status.textContent =
      query === '' ? '' : `${hits.length} ${hits.length === 1 ? 'place' : 'places'}`;
    list.replaceChildren(...hits.slice(0, MAX_HITS).map(hitItem));
  };
  const open = (): void => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    void show();
  };
  button.setAttribute('aria-keyshortcuts', '/');
  button.addEventListener('click', open);
  input.addEventListener('input', () => void show());
  dialog.addEventListener('click', (event) => {
    // the dialog itself is hit only beside what it holds; a chosen place may be on this very page
    if (event.target === dialog || (event.target as Element).closest('a')) dialog.close();
  });
  // by script, not as a form: a sandboxed frame, as learning platforms use, lets none be submitted
  dialog.querySelector('button')!.addEventListener('click', () => dialog.close());
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) list.querySelector('a')?.click();
  });
  document.addEventListener('keydown', (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}

function hitItem({ url, page, section, text, terms }: Hit): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = siteUrl(url);
  link.textContent = section === '' ? page : `${section} · ${page}`;
  const about = document.createElement('p');
  about.append(...snippet(text, terms));
  item.append(link, about);
  return item;
}

/** The text around the first word that was found, with all of them marked. */
function snippet(text: string, terms: readonly string[]): (string | HTMLElement)[] {
  const words = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = new RegExp(`\\b(${words.join('|')})`, 'iu');
  const at = words.length > 0 ? text.search(found) : -1;
  const start = at < 60 ? 0 : text.indexOf(' ', at - 60) + 1;
  const piece =
    (start > 0 ? '… ' : '') +
    text.slice(start, start + 200) +
    (text.length > start + 200 ? ' …' : '');
  if (words.length === 0) return [piece];
  return piece.split(new RegExp(found, 'giu')).map((part, i) => {
    if (i % 2 === 0) return part;
    const mark = document.createElement('mark');
    mark.textContent = part;
    return mark;
  });
}
