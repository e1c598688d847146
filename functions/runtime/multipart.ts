import { Busboy } from '@fastify/busboy';
import { limits } from '#contracts/limits.ts';

/** A parsed form: all parts in order, with repeated names. */
export interface Form {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly FormFile[];
}
interface FormFile {
  readonly filename: string;
  /** Lower case, without parameters. */
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Larger than any form of ours. */
const partLimits = {
  parts: limits.body.formFields,
  fieldSize: limits.body.jsonBytes,
  headerSize: 16 * 1024,
  headerPairs: 20,
};
/** The longest boundary of RFC 2046. */
const maxBoundaryLength = 70;
/**
 * Input is fed in steps of this size: after a limit is hit, the parser still processes the rest of its
 * input. 4 KB of empty parts take it 10 ms.
 */
const stepBytes = 4 * 1024;

const isFilesField = (name: string): boolean => name === 'files[]' || name === 'files';

/** Browsers escape line breaks and quotes in a field name this way (WHATWG: multipart/form-data). */
const decodeName = (name: string): string =>
  name.replace(/%(?:0A|0D|22)/gi, (escaped) => decodeURIComponent(escaped));

/** A file input without a chosen file. */
const isEmptyInput = ({ filename, bytes }: FormFile): boolean =>
  filename === '' && bytes.length === 0;

type Parser = InstanceType<typeof Busboy>;

/** @throws for a content type that is not multipart, or has no valid boundary */
const parserOf = (contentType: string): Parser => {
  const boundary = /;\s*boundary="?([^";]*)/i.exec(contentType)?.[1] ?? '';
  if (boundary.length > maxBoundaryLength) throw new Error('the boundary is too long');
  return new Busboy({
    headers: { 'content-type': contentType },
    preservePath: true,
    limits: partLimits,
  });
};

/** Feeds the parser in steps, until the body ends or `isOver`. */
const feed = async (parser: Parser, body: Uint8Array, isOver: () => boolean): Promise<void> => {
  for (let at = 0; at < body.length && !isOver(); at += stepBytes) {
    const step = body.subarray(at, at + stepBytes);
    await new Promise<void>((taken) => parser.write(step, () => taken()));
  }
  if (!isOver()) parser.end();
};

/**
 * Parses a multipart form. Null if it is malformed, truncated, or has parts that no form of ours has;
 * parsing stops at the first error.
 */
export const parseMultipart = (contentType: string, body: Uint8Array): Promise<Form | null> =>
  new Promise((resolve) => {
    const fields: [string, string][] = [];
    const files: FormFile[] = [];
    let isOver = false;
    const finish = (form: Form | null): void => {
      isOver = true;
      resolve(form);
    };
    const fail = (): void => finish(null);
    try {
      const parser = parserOf(contentType);
      parser.on('field', (name, value, isNameCut, isValueCut) => {
        const isCut = name === undefined || isNameCut || isValueCut;
        if (isCut || isFilesField(name)) fail();
        else fields.push([name, value]);
      });
      parser.on('file', (name, stream, filename = '', _encoding, mime) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', fail);
        stream.on('end', () => {
          const file = { filename: decodeName(filename), mime, bytes: Buffer.concat(chunks) };
          if (!isFilesField(name)) fail();
          else if (!isEmptyInput(file)) files.push(file);
        });
      });
      parser.on('partsLimit', fail);
      parser.on('error', fail);
      parser.on('finish', () => finish({ fields, files }));
      feed(parser, body, () => isOver).catch(fail);
    } catch {
      fail();
    }
  });
