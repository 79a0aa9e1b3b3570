// What JupyterLab writes into a notebook that it opens, from the kernelspec and from the kernel's own word. The saved
// lessons say the same (tools/notebooks/normalise.ts), so that opening one changes nothing.

/** The kernel, as a notebook's metadata names it. */
export const KERNELSPEC = { display_name: 'TypeScript', language: 'typescript', name: 'tslab' };

/** The language, as the protocol wants it. `version` is that of the compiler that tslab brings along. */
export const LANGUAGE_INFO = {
  file_extension: '.ts', // names nbconvert's script
  mimetype: 'text/typescript', // colours cells in JupyterLab
  name: 'typescript',
  pygments_lexer: 'typescript', // colours pages
  version: '5.0.4',
};
