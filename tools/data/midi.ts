/** A note: when it begins and ends, in ticks from the start. */
export interface MidiNote {
  readonly start: number;
  readonly end: number;
  /** 0 to 127; 60 is the middle C. On drums it says which. */
  readonly pitch: number;
}

/** What is said at a time. */
export interface MidiMark {
  readonly tick: number;
  readonly text: string;
}

/** A MIDI file, as far as it is used. */
export interface Midi {
  readonly ticksPerBeat: number;
  readonly tracks: readonly { readonly name: string; readonly notes: readonly MidiNote[] }[];
  readonly marks: readonly MidiMark[];
  /** Time signatures, such as `4/4`. */
  readonly times: readonly MidiMark[];
}

/** An event: its status byte (255 with the kind of a meta event after it), and its data. */
interface MidiEvent {
  readonly tick: number;
  readonly status: number;
  readonly kind: number;
  readonly data: Buffer;
}

/** Status bytes, without the channel, and kinds of meta events. */
const [NOTE_OFF, NOTE_ON, META] = [0x8, 0x9, 0xff];
const [NAME, MARKER, TIME] = [3, 6, 88];

/**
 * Reads a MIDI file.
 *
 * @throws Error when it is none
 * @see MIDI Manufacturers Association 1996, "Standard MIDI files 1.0"
 */
export function readMidi(bytes: Buffer): Midi {
  if (bytes.toString('latin1', 0, 4) !== 'MThd') {
    throw new Error('expected a MIDI file, which starts with MThd');
  }
  const tracks: MidiEvent[][] = [];
  let at = 14;
  while (at + 8 <= bytes.length) {
    const end = at + 8 + bytes.readUInt32BE(at + 4);
    tracks.push(eventsOf(bytes.subarray(at + 8, end)));
    at = end;
  }
  const metas = (events: MidiEvent[], kind: number) =>
    events.filter((event) => event.status === META && event.kind === kind);
  const all = tracks.flat();
  return {
    ticksPerBeat: bytes.readUInt16BE(12),
    tracks: tracks.map((events) => ({
      name: metas(events, NAME)[0]?.data.toString('latin1') ?? '',
      notes: notesOf(events),
    })),
    marks: metas(all, MARKER).map(({ tick, data }) => ({ tick, text: data.toString('latin1') })),
    times: metas(all, TIME).map(({ tick, data }) => ({ tick, text: `${data[0]}/${2 ** data[1]}` })),
  };
}

function eventsOf(bytes: Buffer): MidiEvent[] {
  const events: MidiEvent[] = [];
  let [at, tick, status] = [0, 0, 0];
  /** A number in bytes of seven bits; all but the last have their highest bit set. */
  const readNumber = (): number => {
    let value = 0;
    for (;;) {
      const byte = bytes[at++];
      value = (value << 7) | (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    tick += readNumber();
    if (bytes[at] >= 0x80) status = bytes[at++]; // else it is the same as before
    const kind = status === META ? bytes[at++] : 0;
    const length =
      status >= 0xf0 ? readNumber() : status >> 4 === 0xc || status >> 4 === 0xd ? 1 : 2;
    events.push({ tick, status, kind, data: bytes.subarray(at, at + length) });
    at += length;
  }
  return events;
}

/** The notes of a track: each from its beginning to the next end of the same pitch. */
function notesOf(events: readonly MidiEvent[]): MidiNote[] {
  const notes: MidiNote[] = [];
  const begun = new Map<number, number>();
  for (const { tick, status, data } of events) {
    const key = ((status & 15) << 7) | data[0]; // channel and pitch
    if (status >> 4 === NOTE_ON && data[1] > 0) {
      begun.set(key, tick);
    } else if (status >> 4 === NOTE_OFF || status >> 4 === NOTE_ON) {
      const start = begun.get(key);
      if (start !== undefined) notes.push({ start, end: tick, pitch: data[0] });
      begun.delete(key);
    }
  }
  return notes;
}
