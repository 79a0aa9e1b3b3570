import { join } from 'node:path';
import { COURSE, type Lesson } from '../notebooks/lessons';
import { childEnvironment } from '../setup/environment.mjs';
import { runPython } from './run-python';

/** The template and the assets belong to the repository, whatever course is built. */
export const SITE = join(COURSE.root, 'site');

/** Writes the cells of each lesson into `target` as HTML: NN_topic.html, without a frame. */
export async function convertLessons(
  lessons: readonly Lesson[],
  target: string,
  python: string,
): Promise<void> {
  const options = [
    ...['-m', 'nbconvert', '--to', 'html', '--log-level', 'ERROR'],
    ...['--config', join(SITE, 'nbconvert.json')],
    `--TemplateExporter.extra_template_basedirs=${SITE}`,
    ...['--output-dir', target],
  ];
  // a reader's own Jupyter settings must not change the pages
  const env = childEnvironment({ JUPYTER_NO_CONFIG: '1' });
  // nbconvert takes each path for a pattern, and brackets in a folder's name for a choice of letters
  const paths = lessons.map(({ path }) => path.replace(/[[*?]/g, '[$&]'));
  await runPython(python, [...options, ...paths], { env });
}
