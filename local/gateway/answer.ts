import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { processLimits } from '#contracts/limits.ts';
import { declaredLength } from './read-body.ts';

export interface Answer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

const { drain } = processLimits;
const checkMs = 250;

/** Larger bodies are sent in pieces, since a single write is reported as read only once all of it is. */
const wholeBytes = 64 * 1024;
const pieceBytes = 16 * 1024;

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** A client with `Expect: 100-continue` does not send its body after a refusal. */
const isSending = (request: IncomingMessage): boolean =>
  !request.complete && request.headers.expect === undefined && declaredLength(request) !== 0;

/** Stops reading for good: a merely paused request still fills its buffer, chunk by chunk. */
const stopReading = (request: IncomingMessage): void => {
  request._read = () => undefined;
  request.pause();
  request.socket.pause();
};

/**
 * Reads and discards the rest of a body for a while; otherwise a client that is still sending may see a
 * broken connection instead of the response. Chunked bodies cost the parser more, so less of them is read.
 */
const dropRest = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = request;
    const startedAt = performance.now();
    const readBefore = socket.bytesRead;
    const isChunked = Number.isNaN(declaredLength(request));
    const maxBytes = isChunked ? drain.chunkedBytes : drain.bytes;
    let movedAt = startedAt;
    const timer = setInterval(() => {
      const now = performance.now();
      const isStalled = now - movedAt > drain.stallSeconds * 1_000;
      if (isStalled || now - startedAt > drain.seconds * 1_000) stop();
    }, checkMs);
    const onData = (): void => {
      movedAt = performance.now();
      // The connection stays open, unread, until the timer ends it, so that the client can read the
      // response.
      if (socket.bytesRead - readBefore > maxBytes) stopReading(request);
    };
    const stop = (): void => {
      clearInterval(timer);
      request.off('data', onData).off('end', stop).off('close', stop);
      resolve();
    };
    request.on('data', onData).on('end', stop).on('close', stop);
    request.on('error', () => undefined);
    request.resume();
  });

/** Sends a large body in pieces, to measure how much of it the client has read. */
const send = async (
  response: ServerResponse,
  body: Answer['body'],
  length: number,
): Promise<void> => {
  if (body === undefined || length <= wholeBytes) {
    response.end(body);
    return;
  }
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  await pipeline(Readable.from(piecesOf(bytes)), response).catch(() => response.destroy());
};

/** Responds to a request; closes its connection if its body was not read. */
export const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers = {}, body }: Answer,
): Promise<void> => {
  if (response.destroyed) return;
  const isRead = request.complete || declaredLength(request) === 0;
  const length = Buffer.byteLength(body ?? '');
  const hasLength = status !== 204 && status !== 304;
  response.writeHead(status, {
    ...headers,
    ...(hasLength && { 'content-length': length }),
    ...(!isRead && { connection: 'close' }),
  });
  if (isRead) return send(response, body, length);
  // The client has the whole response, by its length; the connection is still open.
  if (length > 0) response.write(body);
  else response.flushHeaders();
  if (isSending(request)) await dropRest(request);
  response.end();
};
