import type { IncomingMessage, ServerResponse } from 'node:http';
import { processLimits } from '#contracts/limits.ts';
import { type PaceRule, watchPace } from '../limits/pace.ts';
import { Slots } from '../limits/slots.ts';
import type { Peer } from './peer.ts';

/** Why a body is refused: too large, too slow, in too many tiny chunks, or no memory left. */
export type BodyRefusal = 'tooLarge' | 'tooSlow' | 'malformed' | 'busy';

export interface TakenBody {
  readonly bytes: Buffer;
  /** Releases its memory; call once the request is answered. */
  readonly release: () => void;
}

const { bodyBytes, chunks } = processLimits;
/** Minimum pace of a body: `body` for JSON and short forms, `upload` for forms with files. */
const paces = { body: processLimits.body, upload: processLimits.upload };
export const noBody: TakenBody = { bytes: Buffer.alloc(0), release: () => undefined };

/** The declared length; NaN for a chunked body, which has none. */
export const declaredLength = ({ headers }: IncomingMessage): number =>
  headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : Number.NaN;

/** Sends `100 Continue` if the client expects it. */
export const askForBody = (request: IncomingMessage, response: ServerResponse): void => {
  if (request.headers.expect === undefined) return;
  response.writeContinue();
  delete request.headers.expect;
};

/** Collects chunks in one buffer. It has the announced size, or grows. */
class Collector {
  readonly #announced: number;
  #buffer: Buffer | undefined;
  #chunks = 0;
  size = 0;

  constructor(announced: number) {
    this.#announced = announced;
  }

  add(chunk: Buffer): void {
    const end = this.size + chunk.length;
    this.#chunks++;
    if (!this.#buffer) {
      this.#buffer = chunk;
    } else {
      if (this.#buffer.length < end) {
        const larger = Buffer.allocUnsafe(Math.max(end, this.#announced, this.size * 2));
        this.#buffer.copy(larger, 0, 0, this.size);
        this.#buffer = larger;
      }
      chunk.copy(this.#buffer, this.size);
    }
    this.size = end;
  }

  /** Are the chunks so small that they cost more than their bytes? */
  get isCrumbled(): boolean {
    return this.#chunks > chunks.free && this.size < this.#chunks * chunks.minBytes;
  }

  get bytes(): Buffer {
    return this.#buffer?.subarray(0, this.size) ?? noBody.bytes;
  }
}

/** An incoming body, within its own limit and the memory shared by all bodies. */
class Intake {
  readonly #slots: Slots;
  readonly #peer: Peer;
  readonly #announced: number;
  readonly #limitBytes: number;
  readonly #collector: Collector;
  #counted = 0;

  constructor(slots: Slots, peer: Peer, size: { announced: number; limitBytes: number }) {
    this.#slots = slots;
    this.#peer = peer;
    this.#announced = size.announced || 0;
    this.#limitBytes = size.limitBytes;
    this.#collector = new Collector(this.#announced);
  }

  /** Reserves memory up to `bytes`; false if there is not enough. The first bytes of a body are free. */
  #reach(bytes: number): boolean {
    // The announced size is reserved at once, since the buffer is allocated in one piece.
    const missing = Math.max(bytes, this.#announced) - this.#counted;
    if (bytes <= bodyBytes.free || missing <= 0) return true;
    if (!this.#slots.take(this.#peer, missing)) return false;
    this.#counted += missing;
    return true;
  }

  /** Null if the chunk was accepted. */
  add(chunk: Buffer): BodyRefusal | null {
    const size = this.#collector.size + chunk.length;
    if (size > this.#limitBytes) return 'tooLarge';
    if (this.#collector.isCrumbled) return 'malformed';
    if (!this.#reach(size)) return 'busy';
    this.#collector.add(chunk);
    return null;
  }

  get bytes(): Buffer {
    return this.#collector.bytes;
  }

  release(): void {
    this.#slots.give(this.#peer, this.#counted);
    this.#counted = 0;
  }
}

/** A small body that has arrived with its head, as most have; null for any other. */
const arrivedBody = (request: IncomingMessage, announced: number): Buffer | null => {
  const isHere =
    request.complete && announced <= bodyBytes.free && request.readableLength === announced;
  return isHere ? (request.read() as Buffer | null) : null;
};

/** Reads bodies into shared memory: see `processLimits.bodyBytes`. */
export const makeBodyReader = ({ body, upload }: Record<keyof typeof paces, PaceRule> = paces) => {
  const slots = new Slots(bodyBytes);

  return (
    request: IncomingMessage,
    peer: Peer,
    { limitBytes, isForm }: { readonly limitBytes: number; readonly isForm: boolean },
  ): Promise<TakenBody | BodyRefusal> => {
    const announced = declaredLength(request);
    if (announced === 0) return Promise.resolve(noBody);
    const arrived = announced <= limitBytes ? arrivedBody(request, announced) : null;
    if (arrived) return Promise.resolve({ ...noBody, bytes: arrived });
    return new Promise((resolve, reject) => {
      const intake = new Intake(slots, peer, { announced, limitBytes });
      const release = (): void => intake.release();
      const refuse = (refusal: BodyRefusal): void => {
        stop();
        request.pause();
        release();
        resolve(refusal);
      };
      const pace = watchPace(isForm ? upload : body, () => refuse('tooSlow'));
      const onData = (chunk: Buffer): void => {
        const refusal = intake.add(chunk);
        if (refusal) refuse(refusal);
        else pace.moved(chunk.length);
      };
      const onEnd = (): void => {
        stop();
        resolve({ bytes: intake.bytes, release });
      };
      const onClose = (): void => {
        stop();
        release();
        reject(new Error('the client has gone'));
      };
      const stop = (): void => {
        pace.stop();
        request.off('data', onData).off('end', onEnd).off('close', onClose);
      };
      request.on('data', onData).on('end', onEnd).on('close', onClose);
      // Without a listener a connection error would end the process.
      request.on('error', () => undefined);
    });
  };
};
