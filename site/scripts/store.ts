/** What the pages remember in this browser. Where a browser forbids it, as some do for files, they remember nothing. */
export function readStore(key: string): string | null {
  try {
    return localStorage.getItem(`gan-course:${key}`);
  } catch {
    return null;
  }
}

export function writeStore(key: string, value: string): void {
  try {
    localStorage.setItem(`gan-course:${key}`, value);
  } catch {
    // the page works all the same; it only forgets
  }
}

/** An address of the site as seen from this page. */
export function siteUrl(file: string): string {
  return (document.documentElement.dataset.root ?? '') + file;
}
