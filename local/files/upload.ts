import type { IncomingMessage } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { FileDesk } from '#backend';
import { limits, processLimits } from '../../functions/contracts/limits.ts';
import { answer } from '../gateway/answer.ts';
import { askForBody, declaredLength } from '../gateway/read-body.ts';
import { type PaceRule, watchPace } from '../limits/pace.ts';
import type { Exchange } from './exchange.ts';
import { refuse, type S3Code } from './s3-error.ts';

type Parser = InstanceType<typeof Busboy>;
type Refusal = readonly [code: S3Code, message: string];
type Outcome = 'stored' | Refusal;

/** More than any form of ours has. */
const formLimits = {
  parts: 20,
  fieldSize: 20_000,
  headerSize: 16 * 1024,
  headerPairs: 20,
};
/** What comes before the file: the fields that say whether it is taken. */
const fieldsBytes = 64 * 1024;
const maxFormBytes = limits.attachment.maxBytes + 2 * fieldsBytes;
/** The longest boundary of RFC 2046. */
const maxBoundaryLength = 70;
/** The parser only reports a limit that was hit, and would go through the rest of what it has. */
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

/** Writes the file as it comes in; it is there only once it is whole, of the right size and on disk. */
const store = async (
  desk: FileDesk,
  fields: ReadonlyMap<string, string>,
  file: BusboyFileStream,
): Promise<Outcome> => {
  const accepted = await desk.accept(fields);
  if ('code' in accepted) return [accepted.code, accepted.message];
  const { draft, minBytes, maxBytes } = accepted;
  let isKept = false;
  try {
    for await (const chunk of file) {
      if (draft.size + chunk.length > maxBytes) return tooLarge;
      await draft.write(chunk);
    }
    if (draft.size < minBytes) return tooSmall;
    await draft.keep();
    isKept = true;
    return 'stored';
  } finally {
    if (!isKept) await draft.drop();
  }
};

/** The body in small pieces; the request stays open for an answer when nobody reads on. */
async function* stepsOf(request: IncomingMessage, onRead: (bytes: number) => void) {
  for await (const read of request.iterator({ destroyOnReturn: false })) {
    const chunk = read as Buffer;
    onRead(chunk.length);
    for (let at = 0; at < chunk.length; at += stepBytes) yield chunk.subarray(at, at + stepBytes);
  }
}

const written = (parser: Parser, bytes: Buffer, isOver: boolean): Promise<void> =>
  isOver ? Promise.resolve() : new Promise((resolve) => parser.write(bytes, () => resolve()));

/**
 * Reads fields, then the file; what comes behind the file is not read, as S3 ignores it. Nothing is read
 * beyond the first thing that is wrong.
 */
const receive = (
  desk: FileDesk,
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
    /** What was begun has to end before there is an answer. */
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
      // Busboy only reports it; whoever reads the file has to find out too.
      file.on('error', () => breakOff(malformed));
      if (name !== 'file' || taken) {
        file.resume();
        return;
      }
      taken = file;
      store(desk, fields, file).then(finish, (error) => {
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
        // Who refuses a file reads no more of it: the parser would wait for ever.
        await Promise.race([over, written(parser, step, isOver)]);
        if (isOver) return;
      }
      parser.end();
    };
    feed().catch(() => breakOff(malformed));
  });

/** Null for a type that is no multipart form, or has no boundary that can be looked for. */
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

/** `POST /files`: takes a form that was signed, as S3 takes presigned ones, with its errors. */
export const takeUpload = async (
  desk: FileDesk,
  exchange: Exchange,
  rule: PaceRule = processLimits.upload,
): Promise<void> => {
  const { request, response } = exchange;
  const parser = parserOf(request);
  if (!parser) return refuse(exchange, ...notMultipart);
  if (declaredLength(request) > maxFormBytes) return refuse(exchange, ...tooLarge);
  askForBody(request, response);
  const outcome = await receive(desk, request, { parser, rule });
  if (outcome === 'stored') return answer(request, response, { status: 204 });
  return refuse(exchange, ...outcome);
};
