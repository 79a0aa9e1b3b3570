import { setTimeout as sleep } from 'node:timers/promises';

import { type CellError, runtimeError } from './cell-error';
import { fromCharacters, toCharacters } from './cursor';
import type { Failure } from './executor';
import { LANGUAGE_INFO } from './language';
import { Outbox, type Sender, StreamBuffer } from './outbox';
import { wellFormed } from './well-formed';

// The parts of tslab's two classes that are used or replaced here; tslab declares them private.

interface Message {
  readonly content: {
    readonly code: string;
    readonly silent?: boolean;
    readonly stop_on_error?: boolean;
  };
  createReply(): Reply;
}
interface Reply {
  readonly header: { msg_type: string };
  content: unknown;
  signAndSend(key: string, socket: Sender): void;
}
type WriteStream = (name: string, text: string) => void;
type WriteDisplay = (bundle: unknown, update: boolean) => void;

/** Where completion or inspection is asked for. */
interface Place {
  readonly code: string;
  readonly cursor_pos: number;
}

interface Handler {
  execCount: number;
  handleComplete(request: Place): { readonly cursor_start: number; readonly cursor_end: number };
  handleInspect(request: Place): unknown;
  handleKernel(): object;
  handleExecuteImpl(
    request: Message['content'],
    stream: WriteStream,
    display: WriteDisplay,
  ): Promise<unknown>;
}
interface Server {
  readonly connInfo: { readonly key: string };
  readonly handler: Handler;
  iopub: Sender;
  shell: Sender;
  control: Sender;
  init(): Promise<void>;
  close(): void;
  publishStatus(status: string, parent: Message): void;
  handleShellMessage(socket: Sender, ...frames: Buffer[]): Promise<void>;
  handleExecute(socket: Sender, message: Message): Promise<void>;
  handleCommInfoRequest(socket: Sender, message: Message): void;
}

/** How long a failed cell waits for requests that the client has sent but that have not been read yet. */
const DRAIN_MS = 30;

/** Mends tslab's side of the Jupyter protocol. */
export function mendServer(failure: Failure): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- methods of its classes are replaced
  const { ZmqServer, JupyterHandlerImpl } = require('tslab/dist/jupyter') as {
    ZmqServer: { prototype: Server };
    JupyterHandlerImpl: { prototype: Handler };
  };
  queueSends(ZmqServer.prototype);
  sendWellFormed(ZmqServer.prototype);
  runCellsInTurn(ZmqServer.prototype, failure);
  answerOthers(ZmqServer.prototype);
  endWhenClosed(ZmqServer.prototype);
  nameTheLanguage(JupyterHandlerImpl.prototype);
  countCharacters(JupyterHandlerImpl.prototype);
}

function queueSends(server: Server): void {
  const init = server.init;
  server.init = async function () {
    await init.call(this).catch(endWithoutPorts);
    this.iopub = new Outbox(this.iopub);
    this.shell = new Outbox(this.shell);
    this.control = new Outbox(this.control);
  };
}

/** Jupyter tries others when a kernel ends at its start, and waits for ever for one that lives and does not listen. */
function endWithoutPorts(reason: unknown): never {
  const why = reason instanceof Error ? reason.message : String(reason);
  console.error(`The kernel ends: it cannot listen on the ports that Jupyter has chosen (${why}).`);
  process.exit(1);
}

/** No message has half of a surrogate pair: JupyterLab takes it, and cannot save the notebook ever after. */
function sendWellFormed(server: Server): void {
  const publishStatus = server.publishStatus;
  server.publishStatus = function (status, parent) {
    // tslab keeps its class of messages to itself. The first of them comes by here before any is sent.
    server.publishStatus = publishStatus;
    const messages = Object.getPrototypeOf(parent) as Reply;
    const signAndSend = messages.signAndSend;
    messages.signAndSend = function (key, socket) {
      this.content = wellFormed(this.content);
      signAndSend.call(this, key, socket);
    };
    publishStatus.call(this, status, parent);
  };
}

/**
 * One execute_request at a time from busy to idle, each with execute_input, its count and, when it fails, an `error`
 * message. After a failure the requests that wait are answered `aborted`, as the protocol says, unless the failed one said
 * stop_on_error: false. (tslab answers all that come within 200 ms with `abort`, which no client knows.)
 */
function runCellsInTurn(server: Server, failure: Failure): void {
  const handleShellMessage = server.handleShellMessage;
  let tail: Promise<void> = Promise.resolve();
  let numReceived = 0;
  let numHandled = 0;
  let numAborted = 0; // requests up to this one are not run

  server.handleShellMessage = function (socket, ...frames) {
    const handle = () => handleShellMessage.call(this, socket, ...frames);
    if (messageType(frames) !== 'execute_request') return handle(); // completion while a cell runs
    numReceived++;
    tail = tail.then(handle);
    return tail;
  };

  server.handleExecute = async function (this: Server, socket, message) {
    const send = (type: string, content: unknown, to: Sender = this.iopub) => {
      const reply = message.createReply();
      reply.header.msg_type = type;
      reply.content = content;
      reply.signAndSend(this.connInfo.key, to);
    };
    if (++numHandled <= numAborted) {
      send('execute_reply', { status: 'aborted', execution_count: this.handler.execCount }, socket);
      return;
    }
    const { code, silent, stop_on_error: stopOnError = true } = message.content;
    const execution_count = this.handler.execCount + 1;
    if (!silent) send('execute_input', { code, execution_count });
    const error = await runCell(this.handler, message.content, failure, send);
    if (error) {
      send('error', error);
      await sleep(DRAIN_MS);
      if (stopOnError) numAborted = numReceived;
    }
    const outcome = error
      ? { status: 'error', ...error }
      : { status: 'ok', user_expressions: {}, payload: [] };
    send('execute_reply', { execution_count, ...outcome }, socket);
  };
}

async function runCell(
  handler: Handler,
  request: Message['content'],
  failure: Failure,
  send: (type: string, content: unknown) => void,
): Promise<CellError | undefined> {
  const stream = new StreamBuffer((name, text) => send('stream', { name, text }));
  const writeDisplay: WriteDisplay = (bundle, update) => {
    stream.flush();
    send(update ? 'update_display_data' : 'display_data', bundle);
  };
  let thrown: unknown;
  try {
    await handler.handleExecuteImpl(request, (name, text) => stream.add(name, text), writeDisplay);
  } catch (error) {
    thrown = error; // of a cell that failed, its execution count; else a fault of tslab's own
  }
  stream.flush();
  const error = failure.take();
  // A cell that registers a module (@module) is done for tslab even when the module does not compile.
  return error ?? (thrown instanceof Error ? runtimeError(thrown) : undefined);
}

/** Types of requests that tslab knows. */
const KNOWN = /^(kernel_info|execute|is_complete|inspect|complete|comm_info|shutdown)_request$/;

/**
 * tslab writes a warning into the last cell for each message that it does not know, and misnames the answer about comms. It
 * still has to say busy and idle for the unknown ones: JupyterLab waits for that after its history_request.
 */
function answerOthers(server: Server): void {
  const handleShellMessage = server.handleShellMessage;
  server.handleShellMessage = function (socket, ...frames) {
    const handle = () => handleShellMessage.call(this, socket, ...frames);
    return KNOWN.test(messageType(frames)) ? handle() : withoutWarning(handle);
  };
  server.handleCommInfoRequest = function (this: Server, socket, message) {
    const reply = message.createReply();
    reply.header.msg_type = 'comm_info_reply';
    reply.content = { status: 'ok', comms: {} };
    reply.signAndSend(this.connInfo.key, socket);
  };
}

/** tslab warns in the synchronous part of its handling. */
function withoutWarning<T>(work: () => T): T {
  const warn = console.warn;
  console.warn = () => undefined;
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}

function endWhenClosed(server: Server): void {
  const close = server.close;
  server.close = function () {
    const outboxes = [this.iopub, this.shell, this.control].filter((s) => s instanceof Outbox);
    Promise.all(outboxes.map((outbox) => outbox.flush())).then(() => {
      close.call(this);
      process.exit(0); // a training that still runs must not keep a kernel that was told to end
    });
  };
}

/** tslab names no lexer, so pages are not coloured, and a version of its own in the place of the language's. */
function nameTheLanguage(handler: Handler): void {
  const handleKernel = handler.handleKernel;
  handler.handleKernel = function () {
    return { ...handleKernel.call(this), status: 'ok', language_info: LANGUAGE_INFO };
  };
}

/** tslab takes the cursor for a place in UTF-16: behind an emoji it completes another word, and writes over it. */
function countCharacters(handler: Handler): void {
  const { handleComplete, handleInspect } = handler;
  const inUnits = ({ code, cursor_pos: place }: Place): Place => ({
    code,
    cursor_pos: fromCharacters(code, place),
  });
  handler.handleInspect = function (request) {
    return handleInspect.call(this, inUnits(request));
  };
  handler.handleComplete = function (request) {
    const reply = handleComplete.call(this, inUnits(request));
    return {
      ...reply,
      cursor_start: toCharacters(request.code, reply.cursor_start),
      cursor_end: toCharacters(request.code, reply.cursor_end),
    };
  };
}

/** The type in a message's header, which stands two frames after the delimiter. */
function messageType(frames: readonly Buffer[]): string {
  const delimiter = frames.findIndex((frame) => frame.toString() === '<IDS|MSG>');
  return JSON.parse(frames[delimiter + 2].toString()).msg_type;
}
