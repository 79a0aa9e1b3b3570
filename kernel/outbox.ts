/** A ZeroMQ socket, as far as sending goes. */
export interface Sender {
  send(frames: unknown): Promise<void>;
  close(): void;
}

/**
 * Stands for a socket and sends one message after another: zeromq 6 throws EBUSY in the face of whoever sends while a
 * message is under way.
 *
 * @see https://github.com/yunabe/tslab/issues/90 and zeromq's "Socket is busy writing"
 */
export class Outbox implements Sender {
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Sender) {}

  send(frames: unknown): Promise<void> {
    this.tail = this.tail.then(() => this.socket.send(frames)).catch(() => undefined); // closed meanwhile
    return this.tail;
  }

  /** Resolves when all that was given has been sent. */
  flush(): Promise<void> {
    return this.tail;
  }

  close(): void {
    this.socket.close();
  }
}

/** Longest text of one cell's stream; what follows is left out with a notice. */
const MAX_STREAM_LENGTH = 5_000_000;

/** Gathers what a cell writes, so that 20,000 lines are a few messages and not 20,000. */
export class StreamBuffer {
  private name = '';
  private text = '';
  private length = 0;

  constructor(private readonly write: (name: string, text: string) => void) {}

  add(name: string, text: string): void {
    if (this.length > MAX_STREAM_LENGTH) return;
    if (name !== this.name) this.flush();
    if (this.text === '') setImmediate(() => this.flush());
    this.name = name;
    this.length += text.length;
    this.text += text;
    if (this.length > MAX_STREAM_LENGTH) {
      this.text += `\n… the rest is left out: this cell has written more than ${MAX_STREAM_LENGTH} characters\n`;
    }
  }

  /** Sends what has gathered; whatever is sent next comes after it. */
  flush(): void {
    if (this.text !== '') this.write(this.name, this.text);
    this.text = '';
  }
}
