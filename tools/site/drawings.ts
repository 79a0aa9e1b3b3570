import type { CheerioAPI } from 'cheerio';

/**
 * Marks output that is a picture made of characters: three lines or more of one length, as a digit printed pixel by pixel. Its
 * lines are never broken; in a narrow window its letters become smaller, by how many of them a line has.
 */
export function markDrawings($: CheerioAPI): void {
  $('.output.text pre').each((_, element) => {
    const pre = $(element);
    const lines = pre.text().replace(/\n+$/, '').split('\n');
    const [columns] = lines.map((line) => line.length);
    if (lines.length < 3 || lines.some((line) => line.length !== columns)) return;
    pre.addClass('drawing').attr('style', `--columns: ${columns}`);
  });
}
