import type { Reference } from './line-layers';
import { FAINT_INK, MUTED_INK } from './palette';
import { type Lettering, textWidth } from './sheet';

/** Upright lines on a chart whose x axis is linear. */
export interface Flags {
  readonly references: readonly Reference[];
  /** Ends of the x axis; lines outside are left out. */
  readonly domain: readonly [number, number];
  /** Of the plotting area, in CSS pixels. */
  readonly width: number;
}

/** A line that carries its name like a flag, to the right of its top. */
interface Flag extends Reference {
  /** How many rows of names it rises above the plotting area, from 1. */
  readonly level: number;
}

const LETTERS: Lettering = { size: 12, colour: MUTED_INK };
/** CSS pixels of a row of names, and between a line and its name. */
const LEVEL_HEIGHT = 15;
const NAME_GAP = 4;

/** CSS pixels that the names take above the plotting area. */
export function flagsHeight(flags: Flags): number {
  return Math.max(0, ...raise(flags).map(({ level }) => level)) * LEVEL_HEIGHT;
}

/** vega-lite's layers of upright lines with their names above the plotting area; `x` is the chart's encoding. */
export function flagLayers(flags: Flags, x: Record<string, unknown>): Record<string, unknown>[] {
  return raise(flags).flatMap(({ value, label, level }) => {
    const data = { values: [{ x: value, label }] };
    const top = { value: -level * LEVEL_HEIGHT };
    const text = { align: 'left', baseline: 'top', dx: NAME_GAP, fontSize: LETTERS.size };
    return [
      {
        data,
        mark: { type: 'rule', color: FAINT_INK, strokeDash: [3, 3] },
        encoding: { x, y: top, y2: { value: 'height' } },
      },
      {
        data,
        mark: { type: 'text', color: LETTERS.colour, ...text },
        encoding: { x, y: top, text: { field: 'label' } },
      },
    ];
  });
}

/** From the right to the left: a name rises above every line to its right that it would cross. */
function raise({ references, domain, width }: Flags): Flag[] {
  const placeOf = (value: number) => ((value - domain[0]) / (domain[1] - domain[0])) * width;
  const flags: Flag[] = [];
  const shown = references.filter(({ value }) => value >= domain[0] && value <= domain[1]);
  for (const reference of [...shown].sort((a, b) => b.value - a.value)) {
    const end = placeOf(reference.value) + textWidth(reference.label, LETTERS) + 2 * NAME_GAP;
    const crossed = flags.filter(({ value }) => placeOf(value) < end);
    flags.push({ ...reference, level: 1 + Math.max(0, ...crossed.map(({ level }) => level)) });
  }
  return flags;
}
