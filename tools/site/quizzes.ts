import type { CheerioAPI } from 'cheerio';

/**
 * Makes a question of each paragraph that begins with a bold "Question." and the list of answers below it. In a notebook, and
 * with scripts off, an answer opens like any other details and says whether it is right; here it is also coloured.
 */
export function markQuizzes($: CheerioAPI): void {
  $('p > strong:first-child').each((_, element) => {
    const question = $(element).parent();
    if (!/^Question\b/.test($(element).text())) return;
    const answers = question.nextUntil('ul').last().add(question).last().next('ul');
    if (answers.length === 0) return;
    const parts = question.nextUntil('ul').addBack().add(answers);
    parts.wrapAll('<div class="quiz"></div>');
    answers.find('> li > details').each((_i, details) => {
      const text = $(details).clone().children('summary').remove().end().text().trim();
      $(details).addClass(text.startsWith('Right') ? 'right' : 'wrong');
    });
  });
}

/** Solutions of exercises look like one kind of thing. */
export function markSolutions($: CheerioAPI): void {
  $('details').each((_, element) => {
    const details = $(element);
    if (/^Solution/.test(details.children('summary').text().trim())) details.addClass('solution');
  });
}
