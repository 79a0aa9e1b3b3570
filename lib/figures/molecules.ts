import type { MainModule } from '@rdkit/rdkit';
import { type CanvasRenderingContext2D, Image } from 'canvas';

import { requireInteger } from '../check';
import { openRDKit } from '../rdkit';
import { FRAME } from './palette';
import { drawEach, openPanels } from './panels';
import { DENSITY, type Picture, chartPicture } from './picture';

/** How to draw molecules. */
export interface MoleculeOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
  /** Below each molecule, such as a property. Default: none. */
  readonly captions?: readonly string[];
  /** Above each molecule. Default: none. */
  readonly names?: readonly string[];
  /** Molecules in a row, an integer. Default: at most 5. */
  readonly columns?: number;
  /** Of a molecule's place, in CSS pixels, an integer. Default 150. */
  readonly width?: number;
  /** Of a molecule's place, in CSS pixels, an integer. Default 110. */
  readonly height?: number;
}

/** RDKit's own words; lengths are in pixels of the file. A long bond is shortened where the molecule would not fit. */
const LOOK = {
  fixedBondLength: 26 * DENSITY,
  bondLineWidth: 1.3 * DENSITY,
  minFontSize: 9 * DENSITY,
  maxFontSize: 13 * DENSITY,
  padding: 0.04,
  clearBackground: false,
  /** Oxygen, fluorine, sulphur and chlorine darker than RDKit's own: these read on white. */
  atomColourPalette: { 8: [0.85, 0, 0], 9: [0, 0.45, 0.45], 16: [0.5, 0.4, 0], 17: [0, 0.5, 0] },
} as const;

/**
 * Molecules as structural formulas, drawn by RDKit, several in a grid. What is no molecule, since its SMILES cannot be
 * read or an atom has too many bonds, is a crossed-out frame.
 *
 * @param smiles at least 1, such as `CCO`
 * @throws RangeError when there is none, words are not as many, an option is out of its range, or the picture would be
 *   too large
 * @see Weininger 1988, "SMILES, a chemical language and information system"
 */
export async function drawMolecules(
  smiles: readonly string[],
  options: MoleculeOptions,
): Promise<Picture> {
  if (smiles.length === 0) throw new RangeError('expected at least 1 molecule, but got 0');
  const width = requireInteger('width', options.width ?? 150, { min: 1 });
  const height = requireInteger('height', options.height ?? 110, { min: 1 });
  const { columns = Math.min(5, smiles.length), names, captions, alt } = options;
  const panels = openPanels({ count: smiles.length, columns, width, height, names, captions });
  const rdkit = await openRDKit();
  drawEach(panels, (context, i) => {
    const drawing = drawingOf(rdkit, smiles[i], { width, height });
    if (drawing) context.drawImage(drawing, 0, 0, width, height);
    else crossOut(context, { width, height });
  });
  return chartPicture(panels.context.canvas, alt);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** RDKit's drawing; undefined of what is no molecule. */
function drawingOf(rdkit: MainModule, smiles: string, { width, height }: Size): Image | undefined {
  const molecule = smiles === '' ? null : rdkit.get_mol(smiles);
  if (!molecule) return undefined;
  const size = { width: width * DENSITY, height: height * DENSITY };
  const svg = molecule.get_svg_with_highlights(JSON.stringify({ ...LOOK, ...size }));
  molecule.delete();
  const image = new Image();
  image.src = Buffer.from(svg); // its letters are outlines, so that no font is asked for
  return image;
}

function crossOut(context: CanvasRenderingContext2D, { width, height }: Size): void {
  context.strokeStyle = FRAME;
  context.lineWidth = 1.5;
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
  context.beginPath();
  for (const [from, to] of [
    [0, height],
    [height, 0],
  ]) {
    context.moveTo(0, from);
    context.lineTo(width, to);
  }
  context.stroke();
}
