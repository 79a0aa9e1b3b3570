import { readFileSync } from 'node:fs';
import { inflateSync, unzipSync } from 'node:zlib';

/** A value of R: a vector with its attributes (the levels of a factor, the names of a list). */
export interface RValue {
  readonly values: ArrayLike<number> | readonly (string | null)[] | readonly RValue[];
  readonly attributes: Readonly<Record<string, RValue>>;
}

const NOTHING: RValue = { values: [], attributes: {} };

/** Kinds of values, as R's `SEXPTYPE` numbers them. */
const KINDS = {
  symbol: 1,
  pairs: 2,
  string: 9,
  logicals: 10,
  integers: 13,
  reals: 14,
  strings: 16,
  list: 19,
  nothing: 254,
  seen: 255,
};

/** Parts of the flags before a value. */
const [KIND_MASK, HAS_ATTRIBUTES] = [0xff, 0x200];

/**
 * An object of an R package that keeps its data sets as `Rdata.rdb` with an index `Rdata.rdx` (as R does, "lazily
 * loaded"). R need not be there.
 *
 * @param base the path of both files without their endings
 * @see R Internals, "Serialization Formats", https://cran.r-project.org/doc/manuals/r-release/R-ints.html
 */
export function readRObject(base: string, name: string): RValue {
  const index = new Reader(unzipSync(readFileSync(`${base}.rdx`))).read();
  const entries = member(index, 'variables');
  const [offset, length] = Array.from(member(entries, name).values as ArrayLike<number>); // of whole numbers
  const packed = readFileSync(`${base}.rdb`).subarray(offset, offset + length);
  return new Reader(inflateSync(packed.subarray(4))).read(); // after the length unpacked
}

/** The part of a list that has this name. @throws Error when it has none */
export function member(list: RValue, name: string): RValue {
  const names = list.attributes.names?.values as readonly string[] | undefined; // names are strings
  const found = (list.values as readonly RValue[])[names?.indexOf(name) ?? -1]; // a list, as it has names
  if (found) return found;
  throw new Error(`expected an R list with ${name}, but it has ${names?.join(', ') ?? 'no names'}`);
}

/** Reads one value from R's binary form (XDR), as far as data frames need it. */
class Reader {
  private at = 14; // after `X`, a line break and three versions
  private readonly symbols: string[] = [];

  constructor(private readonly bytes: Buffer) {
    if (bytes.toString('latin1', 0, 2) !== 'X\n') throw new Error('expected R data in binary form');
    if (bytes.readInt32BE(2) === 3) this.at += 4 + bytes.readInt32BE(14); // the name of the encoding
  }

  read(): RValue {
    const flags = this.integer();
    const [kind, hasAttributes] = [flags & KIND_MASK, (flags & HAS_ATTRIBUTES) !== 0];
    if (kind === KINDS.nothing) return NOTHING;
    const values = this.vector(kind);
    return { values, attributes: hasAttributes ? this.pairs() : {} };
  }

  private vector(kind: number): RValue['values'] {
    if (kind === KINDS.string) return [this.string()];
    const count = this.integer();
    if (kind === KINDS.integers || kind === KINDS.logicals) {
      return Int32Array.from({ length: count }, () => this.integer());
    }
    if (kind === KINDS.reals) return Float64Array.from({ length: count }, () => this.real());
    if (kind === KINDS.list) return Array.from({ length: count }, () => this.read());
    if (kind !== KINDS.strings) throw new Error(`expected R data, but got a value of kind ${kind}`);
    return Array.from({ length: count }, () => {
      this.integer(); // flags, of a string like any other
      return this.string();
    });
  }

  /** Attributes: pairs of a name and a value, up to an end. */
  private pairs(): Record<string, RValue> {
    const found: Record<string, RValue> = {};
    while ((this.integer() & KIND_MASK) === KINDS.pairs) {
      const name = this.symbol();
      found[name] = this.read();
    }
    return found;
  }

  /** A name, or the number of one that was there before. */
  private symbol(): string {
    const flags = this.integer();
    if ((flags & KIND_MASK) === KINDS.seen) return this.symbols[(flags >> 8) - 1];
    this.integer(); // flags of the string in it
    const name = this.string() ?? '';
    this.symbols.push(name);
    return name;
  }

  private string(): string | null {
    const length = this.integer();
    if (length < 0) return null; // R's NA
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  private integer(): number {
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }

  private real(): number {
    this.at += 8;
    return this.bytes.readDoubleBE(this.at - 8);
  }
}
