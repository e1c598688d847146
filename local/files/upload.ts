import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { SignedFiles } from '#backend';
import { limits, processLimits } from '#contracts/limits.ts';
import { answer } from '../gateway/answer.ts';
import { askForBody, declaredLength } from '../gateway/read-body.ts';
import { type PaceRule, watchPace } from '../limits/pace.ts';
import type { Exchange } from './exchange.ts';
import { refuse, type S3Code } from './s3-error.ts';

type Parser = InstanceType<typeof Busboy>;
type Refusal = readonly [code: S3Code, message: string];
type Outcome = 'stored' | Refusal;

/** Larger than any form of ours. */
const formLimits = {
  parts: 20,
  fieldSize: 20_000,
  headerSize: 16 * 1024,
  headerPairs: 20,
};
/** Maximum size of the fields before the file, which decide whether it is accepted. */
const fieldsBytes = 64 * 1024;
const maxFormBytes = limits.attachment.largestMb * 1024 * 1024 + 2 * fieldsBytes;
/** The longest boundary of RFC 2046. */
const maxBoundaryLength = 70;
/** Fed in small steps: after a limit is hit, the parser still processes the rest of its input. */
const stepBytes = 4 * 1024;

const noFile: Refusal = ['InvalidArgument', 'POST requires exactly one file upload per request.'];
const malformed: Refusal = [
  'MalformedPOSTRequest',
  'The body of your POST request is not well-formed multipart/form-data.',
];
const notMultipart: Refusal = [
  'PreconditionFailed',
  'Bucket POST must be of the enclosure-type multipart/form-data.',
];
const tooLarge: Refusal = [
  'EntityTooLarge',
  'Your proposed upload exceeds the maximum allowed size.',
];
const tooSmall: Refusal = [
  'EntityTooSmall',
  'Your proposed upload is smaller than the minimum allowed size.',
];

const tooSlow: Refusal = [
  'RequestTimeout',
  'Your socket connection to the server was not read from or written to within the timeout period.',
];

/** Streams the file to disk. It becomes visible only once it is complete, of the right size and synced. */
const store = async (
  files: SignedFiles,
  fields: ReadonlyMap<string, string>,
  file: BusboyFileStream,
): Promise<Outcome> => {
  const accepted = await files.accept(fields);
  if ('code' in accepted) return [accepted.code, accepted.message];
  const { draft, minBytes, maxBytes } = accepted;
  let isPersisted = false;
  try {
    for await (const chunk of file) {
      if (draft.size + chunk.length > maxBytes) return tooLarge;
      await draft.write(chunk);
    }
    if (draft.size < minBytes) return tooSmall;
    await draft.persist();
    isPersisted = true;
    return 'stored';
  } finally {
    if (!isPersisted) await draft.discard();
  }
};

/** The body in small steps. The request stays open for a response when reading stops. */
async function* stepsOf(request: IncomingMessage, onRead: (bytes: number) => void) {
  for await (const read of request.iterator({ destroyOnReturn: false })) {
    const chunk = read as Buffer;
    onRead(chunk.length);
    for (let at = 0; at < chunk.length; at += stepBytes) yield chunk.subarray(at, at + stepBytes);
  }
}

const written = (parser: Parser, bytes: Buffer, isOver: boolean): Promise<void> =>
  isOver ? Promise.resolve() : new Promise((resolve) => parser.write(bytes, () => resolve()));

/** Reads the fields, then the file, and ignores what follows, as S3 does. Stops at the first error. */
const receive = (
  files: SignedFiles,
  request: IncomingMessage,
  { parser, rule }: { parser: Parser; rule: PaceRule },
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    let taken: BusboyFileStream | undefined;
    let broken: Refusal | undefined;
    let isOver = false;
    const { promise: over, resolve: stop } = Promise.withResolvers<void>();
    const finish = (outcome: Outcome): void => {
      isOver = true;
      pace.stop();
      stop();
      resolve(outcome);
    };
    /** A started write must end before the response. */
    const breakOff = (outcome: Refusal): void => {
      if (isOver) return;
      broken ??= outcome;
      if (taken) taken.destroy(new Error(outcome[0]));
      else finish(broken);
    };
    const pace = watchPace(rule, () => breakOff(tooSlow));
    parser.on('field', (name = '', value) => {
      if (!taken) fields.set(name.toLowerCase(), value);
    });
    parser.on('file', (name, file) => {
      // Busboy only emits the error; the reader of the file must be aborted too.
      file.on('error', () => breakOff(malformed));
      if (name !== 'file' || taken) {
        file.resume();
        return;
      }
      taken = file;
      store(files, fields, file).then(finish, (error) => {
        if (broken) finish(broken);
        else reject(error);
      });
    });
    for (const event of ['partsLimit', 'error'] as const) {
      parser.on(event, () => breakOff(malformed));
    }
    parser.on('finish', () => {
      if (!taken) breakOff(noFile);
    });

    const feed = async (): Promise<void> => {
      let size = 0;
      for await (const step of stepsOf(request, pace.moved)) {
        size += step.length;
        if (!taken && size > fieldsBytes) breakOff(malformed);
        // After a refusal nobody reads the file, so the parser would wait forever.
        await Promise.race([over, written(parser, step, isOver)]);
        if (isOver) return;
      }
      parser.end();
    };
    feed().catch(() => breakOff(malformed));
  });

/** Null if the type is not multipart, or has no usable boundary. */
const parserOf = ({ headers }: IncomingMessage): Parser | null => {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) return null;
  const boundary = /;\s*boundary="?([^";]*)/i.exec(type)?.[1] ?? '';
  if (boundary.length > maxBoundaryLength) return null;
  try {
    return new Busboy({ headers: { 'content-type': type }, limits: formLimits });
  } catch {
    return null;
  }
};

/** `POST /files`: accepts a signed form as S3 does, with S3's errors. */
export const takeUpload = async (
  files: SignedFiles,
  exchange: Exchange,
  rule: PaceRule = processLimits.upload,
): Promise<void> => {
  const { request, response } = exchange;
  const parser = parserOf(request);
  if (!parser) return refuse(exchange, ...notMultipart);
  if (declaredLength(request) > maxFormBytes) return refuse(exchange, ...tooLarge);
  askForBody(request, response);
  const outcome = await receive(files, request, { parser, rule });
  if (outcome === 'stored') return answer(request, response, { status: 204 });
  return refuse(exchange, ...outcome);
};
