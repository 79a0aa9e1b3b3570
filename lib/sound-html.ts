import { type Sound, durationOf } from './sound/sound';
import { encodeWav } from './sound/wav';
import { escapeHtml } from './table-html';

/** A sound with what stands below its player. */
export interface SoundPlayer {
  readonly sound: Sound;
  /** A file to take away. Default: none. */
  readonly file?: { readonly name: string; readonly mime: string; readonly data: Buffer };
}

/** Where players stand, so that each is below its picture; in CSS pixels. */
export interface PlayerPlaces {
  readonly left: number;
  readonly width: number;
  readonly gap: number;
}

/**
 * Sounds as HTML: each with the browser's own player, which the keyboard reaches, and its name below, which stays where
 * sound cannot be played. Nothing is fetched: the sounds stand in it.
 */
export function playersHtml(
  players: readonly SoundPlayer[],
  { left, width, gap }: PlayerPlaces,
): string {
  const figures = players.map(({ sound, file }) => {
    const address = `data:audio/wav;base64,${encodeWav(sound).toString('base64')}`;
    const name = escapeHtml(sound.name);
    const caption = [name, ...(file ? [linkTo(file)] : [])]
      .filter((part) => part !== '')
      .join(' · ');
    return (
      `<figure style="margin: 0; width: ${width}px">` +
      `<audio controls preload="metadata" style="width: 100%; height: 42px" aria-label="${inQuotes(sound.name)}" src="${address}"></audio>` +
      `<figcaption style="text-align: center">${caption}</figcaption></figure>`
    );
  });
  const style = `display: flex; flex-wrap: wrap; gap: ${gap}px; padding-left: ${left}px`;
  return `<div class="sounds" style="${style}">${figures.join('')}</div>`;
}

/** `seven, 0.51 s`: what is left where no HTML is shown. */
export function soundText(sound: Sound): string {
  return `${sound.name}, ${durationOf(sound).toFixed(2)} s`;
}

function linkTo({ name, mime, data }: NonNullable<SoundPlayer['file']>): string {
  const address = `data:${mime};base64,${data.toString('base64')}`;
  return `<a download="${inQuotes(name)}" href="${address}">${escapeHtml(name)}</a>`;
}

/** Text as it stands in an attribute. */
function inQuotes(text: string): string {
  return escapeHtml(text).replaceAll('"', '&quot;');
}
