/** On paper nothing can be unfolded: solutions, answers and folded code are printed open, but no whole files. */
export function unfoldForPrint(): void {
  const folded = [
    ...document.querySelectorAll<HTMLDetailsElement>('main details:not([open], .file)'),
  ];
  folded.forEach((details) => (details.open = true));
  addEventListener('afterprint', () => folded.forEach((details) => (details.open = false)), {
    once: true,
  });
}
