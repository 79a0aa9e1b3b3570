/** One thing that is wrong in a lesson, and where. */
export interface Finding {
  readonly notebook: string;
  readonly cell?: string;
  /** Counted from 1 within the cell. */
  readonly line?: number;
  readonly message: string;
}

/** `01_what_is_a_gan.ipynb, cell losses-plot, line 3: message` */
export function formatFinding({ notebook, cell, line, message }: Finding): string {
  const place = [notebook];
  if (cell !== undefined) place.push(`cell ${cell}`);
  if (line !== undefined) place.push(`line ${line}`);
  return `${place.join(', ')}: ${message}`;
}
