import assert from 'node:assert/strict';
import { checkQuizzes } from '../../tools/notebooks/rules/quizzes';
import { lessonOf, markdown } from '../notebooks/build-notebook';

const answer = (name: string, text: string): string =>
  `- <details><summary>${name}</summary>\n\n  ${text}\n\n  </details>\n`;
const WRONG = answer('1', 'Wrong: it is more.');
const RIGHT = answer('$2$', 'Right: one and one.');

function check(...lines: string[]): string[] {
  const lesson = lessonOf(markdown('sum', lines.join('\n')));
  return checkQuizzes(lesson).map(({ message }) => message);
}

describe('checkQuizzes', () => {
  it('accepts questions whose answers say why they are right or wrong', () => {
    assert.deepEqual(
      check('**Question.** 1 + 1?', '', WRONG + RIGHT, '**Question.** Again?', '', RIGHT + WRONG),
      [],
    );
  });

  it('accepts a lesson without questions', () => {
    assert.deepEqual(check('- a list', '- of things'), []);
  });

  it('finds a question without answers, or with one only', () => {
    for (const answers of ['', RIGHT])
      assert.match(check('**Question.** 1 + 1?', '', answers)[0], /has no list of answers/);
  });

  it('finds a question to which no answer is right', () => {
    assert.deepEqual(check('**Question.** 1 + 1?', '', WRONG + WRONG), [
      'no answer to the question is right',
    ]);
  });

  it('finds an answer without a verdict, and one without a reason', () => {
    const [first] = check('**Question.** 1 + 1?', '', RIGHT + answer('3', 'Too much.'));
    assert.match(first, /^the answer .* begins with Right or Wrong/);
    const [second] = check('**Question.** 1 + 1?', '', RIGHT + answer('3', 'Wrong:'));
    assert.equal(second, 'the answer "3" gives no reason');
  });
});
