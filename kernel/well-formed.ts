/** JSON writes half of a surrogate pair as an escape, and every whole character as itself. */
const ESCAPE = /\\(?:(ud[89a-f][0-9a-f]{2})|.)/g;

/**
 * The same content with U+FFFD in the place of every lone surrogate, as `String.prototype.toWellFormed` puts it: in keys
 * too, however deep. JavaScript's strings may hold them; a file in UTF-8 cannot, so a notebook with one is never saved.
 */
export function wellFormed<T>(content: T): T {
  const json = JSON.stringify(content);
  const mended = json.replace(ESCAPE, (escape, half) => (half ? '\ufffd' : escape));
  return mended === json ? content : (JSON.parse(mended) as T); // what is sent is JSON in any case
}
