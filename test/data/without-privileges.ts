/** "nobody" on every Linux. */
const NOBODY = 65_534;

/** Does something as a user whom permissions hold: root may read whatever it likes. */
export async function withoutPrivileges(act: () => Promise<unknown> | unknown): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid!(NOBODY);
  try {
    await act();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}
