/** A MIDI file of one track with these events, each a list of bytes that begins with the ticks before it; 96 ticks a beat. */
export function midiOf(events: readonly (readonly number[])[]): Buffer {
  const track = Buffer.from(events.flat());
  const header = Buffer.from([0, 0, 0, 6, 0, 1, 0, 1, 0, 96]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(track.length);
  return Buffer.concat([Buffer.from('MThd'), header, Buffer.from('MTrk'), length, track]);
}
