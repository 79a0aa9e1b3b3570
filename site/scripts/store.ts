/** What this page remembers where a browser forbids more, as some do for files and for frames: until it is left. */
const ofThisPage = new Map<string, string>();

/** What the pages remember in this browser. */
export function readStore(key: string): string | null {
  try {
    return ofThisPage.get(key) ?? localStorage.getItem(`gan-course:${key}`);
  } catch {
    return null;
  }
}

export function writeStore(key: string, value: string): void {
  try {
    localStorage.setItem(`gan-course:${key}`, value);
  } catch {
    ofThisPage.set(key, value);
  }
}

/** An address of the site as seen from this page. */
export function siteUrl(file: string): string {
  return (document.documentElement.dataset.root ?? '') + file;
}
