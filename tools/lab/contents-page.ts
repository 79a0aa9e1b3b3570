import type { LessonRow } from '../site/lesson-table';

/** A lesson as the page of contents speaks of it. */
export interface ListedLesson {
  readonly number: number;
  readonly title: string;
  readonly promise: string;
  /** Its row in the README, for a lesson that has one. */
  readonly row: LessonRow | undefined;
  /** Below the reader's folder. */
  readonly path: string;
  /** The course's newer one, beside a copy that the reader has changed. */
  readonly newerPath?: string;
}

/** The page that JupyterLab opens first, in Markdown: the lessons by part, the first one to begin with. */
export function contentsPage(courseName: string, lessons: readonly ListedLesson[]): string {
  const [first] = lessons;
  const partOf = (lesson: ListedLesson) => lesson.row?.part ?? '';
  const rows = lessons.flatMap((lesson, i) => {
    const isNewPart =
      partOf(lesson) !== '' && (i === 0 || partOf(lesson) !== partOf(lessons[i - 1]));
    return [...(isNewPart ? [`| | **${partOf(lesson)}** | | |`] : []), tableRow(lesson)];
  });
  return `# ${courseName}

**[Begin with lesson ${first.number}: ${first.title}](${first.path})** It opens in a tab of its own. Shift+Enter runs a cell and goes on to the next.

| | Lesson | The idea | Minutes |
| --- | --- | --- | --- |
${rows.join('\n')}

Minutes are for two CPU cores. The lessons here are your own copies: run them and change them as you like. When the course is updated,
\`npm start\` renews those that you have left as they were.

What lessons import is in the folder \`lib\`, to be read as well: [the losses](lib/losses.ts) are a good beginning.
[README.md](README.md) has the lessons' results and the course's other commands.
`;
}

function tableRow({ number, title, promise, row, path, newerPath }: ListedLesson): string {
  const newer = newerPath === undefined ? '' : ` ([a newer one](${newerPath}), beside yours)`;
  const idea = (row?.idea ?? promise).replaceAll('|', '\\|');
  return `| ${number} | [${title}](${path})${newer} | ${idea} | ${row?.minutes ?? ''} |`;
}
