import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { writeAtomically } from '../../lib/atomic-write';
import { reportFailure } from '../command-line';
import { parseBenchCommand } from './options';
import { runBench } from './run';
import { barsTable, sidesTable, sizesTable } from './table';

/** Runs the command; 0 when everything was measured, whether bars are reached or not. */
async function main(): Promise<number> {
  try {
    const command = parseBenchCommand(process.argv.slice(2));
    mkdirSync(dirname(command.output), { recursive: true });
    const report = await runBench(command, (line) => console.log(line));
    console.log(`\n${sidesTable(report.sides)}\n\n${barsTable(report.bars)}`);
    if (report.sizes) console.log(`\n${sizesTable(report.sizes)}`);
    writeAtomically(command.output, [Buffer.from(`${JSON.stringify(report, null, 2)}\n`)]);
    console.log(`\nAll figures are in ${command.output}.`);
    return 0;
  } catch (error) {
    return reportFailure('npm run bench', error);
  }
}

main().then((code) => (process.exitCode = code));
