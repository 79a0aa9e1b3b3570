import { escapeHtml } from './html';
import { encodePath, type Page } from './page';

/** The list of pages for search engines. They want whole addresses, which need a base address. */
export function sitemap(pages: readonly Page[], baseUrl: string): string {
  const items = pages.map(
    ({ file }) => `<url><loc>${escapeHtml(baseUrl + encodePath(file))}</loc></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${items.join('\n')}
</urlset>
`;
}
