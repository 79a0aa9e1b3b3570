import { reportFailure } from '../command-line';
import { COURSE } from '../notebooks/lessons';
import { layOutReaderFolder } from './reader-folder';

/** What `npm start` does for readers before JupyterLab opens. @returns its exit code */
function main(): number {
  try {
    layOutReaderFolder(COURSE).forEach((sentence) => console.log(sentence));
    return 0;
  } catch (error) {
    return reportFailure('npm start', error);
  }
}

process.exitCode = main();
