/** `value` itself when it is an integer in range. @throws RangeError naming the argument, the range and what came. */
export function requireInteger(
  name: string,
  value: number,
  { min, max = Number.MAX_SAFE_INTEGER }: { readonly min: number; readonly max?: number },
): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
    throw new RangeError(`expected ${name} to be an integer ${range}, but got ${value}`);
  }
  return value;
}

/** `value` itself when it is a finite number above 0. @throws RangeError naming the argument and what came. */
export function requirePositive(name: string, value: number): number {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new RangeError(`expected ${name} to be a number above 0, but got ${value}`);
  }
  return value;
}

/** `value` itself when it is allowed. @throws RangeError naming the argument, what is allowed and what came. */
export function requireOneOf<T>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw new RangeError(`expected ${name} to be one of ${allowed.join(', ')}, but got ${value}`);
}
