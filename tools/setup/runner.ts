import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SetupFailure } from './failure.mjs';
import type { Part, PartResult, Work } from './part';
import { CommandError, runCommand } from './run-command.mjs';

/** Thrown for a part that was not looked at because one that it needs has failed. */
export class NeedFailed extends Error {}

/**
 * Puts parts in place, each by probe, remedy, probe again, as soon as those that it needs are.
 *
 * A part whose remedy was begun and not ended, because it failed or because the set-up was killed, counts as not in place
 * whatever its probe says, unless it is exchanged as a whole: a mark in `.setup/unfinished` is made before the remedy and
 * taken away after the second probe.
 */
export class Runner {
  private readonly results = new Map<string, Promise<PartResult>>();

  constructor(
    private readonly parts: readonly Part[],
    private readonly place: { readonly root: string; readonly python: string },
  ) {}

  /**
   * The part's result; asked for twice, it is put in place once. An optional part that fails is left out.
   *
   * @param progress gets what the part is at
   * @throws SetupFailure, or NeedFailed
   */
  run(part: Part, progress: (text: string) => void = () => {}): Promise<PartResult> {
    const known = this.results.get(part.name) ?? this.runAfterNeeds(part, progress);
    this.results.set(part.name, known);
    return known;
  }

  private async runAfterNeeds(part: Part, progress: (text: string) => void): Promise<PartResult> {
    const needs = this.parts.filter(({ name }) => part.needs.includes(name));
    for (const need of needs) {
      progress(`waits for ${need.title}`);
      await this.run(need).catch(() => {
        throw new NeedFailed(`not tried, because ${need.title} failed`);
      });
    }
    return this.putInPlace(part, progress);
  }

  private async putInPlace(part: Part, progress: (text: string) => void): Promise<PartResult> {
    const started = performance.now();
    const result = (outcome: PartResult['outcome']): PartResult => ({
      title: part.title,
      outcome,
      seconds: (performance.now() - started) / 1000,
    });
    const log = join(this.place.root, '.setup/logs', `${part.name}.log`);
    const mark = join(this.place.root, '.setup/unfinished', part.name);
    const work = this.workFor(log, progress);
    rmSync(log, { force: true });
    progress('is it in place?');
    const isTrusted = part.isExchanged || !existsSync(mark);
    if (isTrusted && (await passes(part, work))) return result('in place');

    mkdirSync(join(this.place.root, '.setup/unfinished'), { recursive: true });
    if (!part.isExchanged) writeFileSync(mark, '');
    try {
      await setUp(part, work, log);
    } catch (failure) {
      if (!part.isOptional) throw failure;
      return { ...result('left out'), failure: failure as SetupFailure }; // setUp throws nothing else
    }
    rmSync(mark, { force: true });
    return result('set up');
  }

  private workFor(log: string, progress: (text: string) => void): Work {
    return {
      ...this.place,
      progress,
      run: (command, args, { showsLines, ...options } = {}) =>
        runCommand(command, args, {
          cwd: this.place.root,
          ...options,
          log,
          onOutput: showsLines ? (text) => progress(lastLine(text)) : undefined,
        }),
    };
  }
}

/** @throws SetupFailure */
async function setUp(part: Part, work: Work, log: string): Promise<void> {
  await part.remedy(work).catch((error: unknown) => {
    throw failureOf(part, error, log, 'could not be set up');
  });
  work.progress('does it work now?');
  await part.probe(work).catch((error: unknown) => {
    throw failureOf(part, error, log, 'was set up, but does not work');
  });
}

async function passes(part: Part, work: Work): Promise<boolean> {
  return part.probe(work).then(
    () => true,
    () => false,
  );
}

function failureOf(part: Part, error: unknown, log: string, what: string): SetupFailure {
  const written = existsSync(log) ? log : undefined;
  if (error instanceof SetupFailure) {
    return new SetupFailure(`${part.title}: ${error.message}`, { ...error.details, log: written });
  }
  return new SetupFailure(`${part.title} ${what}.`, {
    tried: error instanceof Error ? error.message : String(error),
    output: error instanceof CommandError ? error.output : undefined,
    log: written,
    advice: 'Mend what the last lines name, then run the command again; it goes on from here.',
  });
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').pop()?.slice(0, 100) ?? '';
}
