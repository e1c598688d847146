import type { IncomingMessage, ServerResponse } from 'node:http';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { FileDesk } from '#backend';
import { refuse, type S3Code } from './s3-error.ts';

type Parser = InstanceType<typeof Busboy>;
type Outcome = 'stored' | readonly [code: S3Code, message: string];

/** More than any form of ours has. */
const formLimits = { fields: 20, fieldSize: 20_000, headerSize: 20_000 };
/** Beyond this a client that still sends is cut off: it reads no answer anyway. */
const patienceBytes = 64 * 1024 * 1024;

const noFile: Outcome = ['InvalidArgument', 'POST requires exactly one file upload per request.'];
const malformed: Outcome = [
  'MalformedPOSTRequest',
  'The body of your POST request is not well-formed multipart/form-data.',
];
const notMultipart: Outcome = [
  'PreconditionFailed',
  'Bucket POST must be of the enclosure-type multipart/form-data.',
];
const tooLarge: Outcome = [
  'EntityTooLarge',
  'Your proposed upload exceeds the maximum allowed size.',
];
const tooSmall: Outcome = [
  'EntityTooSmall',
  'Your proposed upload is smaller than the minimum allowed size.',
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

/** Reads fields, then the file; what comes behind the file is ignored, as by S3. */
const receive = (desk: FileDesk, request: IncomingMessage, parser: Parser): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    let taken: BusboyFileStream | undefined;
    let isBroken = false;
    /** What was begun has to end before there is an answer. */
    const breakOff = (error: Error): void => {
      isBroken = true;
      if (taken) taken.destroy(error);
      else resolve(malformed);
    };
    parser.on('field', (name = '', value) => {
      if (!taken) fields.set(name.toLowerCase(), value);
    });
    parser.on('file', (name, file) => {
      // Busboy only says so; whoever reads the file has to find out too.
      file.on('error', breakOff);
      if (name !== 'file' || taken) {
        file.resume();
        return;
      }
      taken = file;
      store(desk, fields, file).then(resolve, (error) => {
        if (isBroken) resolve(malformed);
        else reject(error);
      });
    });
    parser.on('error', breakOff);
    parser.on('finish', () => {
      if (!taken) resolve(noFile);
    });
    // A client that went away ends nothing by itself.
    request.once('close', () => {
      if (!request.complete) breakOff(new Error('the client has gone'));
    });
    request.pipe(parser);
  });

/** Reads and drops the rest: a client that is answered while it sends may see no answer at all. */
const drain = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let left = patienceBytes;
    request.unpipe();
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) request.destroy();
    });
    request.once('close', resolve);
    if (request.complete) resolve();
    else request.resume();
  });

/** Null for a type that is no multipart form, or has no boundary that can be looked for. */
const parserOf = ({ headers }: IncomingMessage): Parser | null => {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) return null;
  try {
    return new Busboy({ headers: { 'content-type': type }, limits: formLimits });
  } catch {
    return null;
  }
};

/** `POST /files`: takes a form that was signed, as S3 takes presigned ones, with its errors. */
export const takeUpload = async (
  desk: FileDesk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const parser = parserOf(request);
  const outcome = parser ? await receive(desk, request, parser) : notMultipart;
  await drain(request);
  if (outcome === 'stored') response.writeHead(204).end();
  else refuse(response, ...outcome);
};
