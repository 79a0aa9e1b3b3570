import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** An exon: a part of a gene's text that stays; places count from 1, and both are within it. */
export interface Exon {
  readonly start: number;
  readonly end: number;
}

/** A transcript: one way in which a gene is read. */
export interface Transcript {
  /** Whether it is read from the chromosome's other strand, backwards. */
  readonly isReverse: boolean;
  /** From left to right on the chromosome. */
  readonly exons: readonly Exon[];
}

/** The letters of the only sequence in a gzipped FASTA file, upper case. */
export function readFasta(path: string): string {
  const [, ...lines] = readLines(path);
  if (lines.some((line) => line.startsWith('>'))) {
    throw new Error(`${path}: expected one sequence, but there are more`);
  }
  return lines.join('').toUpperCase();
}

/** The transcripts in a gzipped GTF file. */
export function readTranscripts(path: string): Transcript[] {
  const transcripts = new Map<string, { isReverse: boolean; exons: Exon[] }>();
  for (const line of readLines(path)) {
    const [, , kind, start, end, , strand, , attributes] = line.split('\t');
    if (kind !== 'exon') continue;
    const name = `${/transcript_id "([^"]*)"/.exec(attributes)?.[1]} ${strand}`;
    const found = transcripts.get(name) ?? { isReverse: strand === '-', exons: [] };
    found.exons.push({ start: Number(start), end: Number(end) });
    transcripts.set(name, found);
  }
  for (const { exons } of transcripts.values()) exons.sort((a, b) => a.start - b.start);
  return [...transcripts.values()];
}

const readLines = (path: string): string[] =>
  gunzipSync(readFileSync(path)).toString('latin1').trimEnd().split('\n');

const PARTNERS: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

/** The text on the other strand, as it is read there; letters that are no base stay. */
export const reverseComplement = (text: string): string =>
  [...text]
    .reverse()
    .map((letter) => PARTNERS[letter] ?? letter)
    .join('');
