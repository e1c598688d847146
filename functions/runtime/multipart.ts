import { Busboy } from '@fastify/busboy';
import { limits } from '../contracts/limits.ts';

/** A form as it came, every part in its order; names may come twice. */
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

/** More than any form of ours has. */
const partLimits = {
  parts: limits.body.formFields,
  fieldSize: limits.body.jsonBytes,
  headerSize: 16 * 1024,
  headerPairs: 20,
};
/** The longest boundary of RFC 2046. */
const maxBoundaryLength = 70;
/**
 * The parser is given this much at a time: it only reports a limit that was hit, and would go through
 * the rest of what it has. 4 KB of empty parts take it 10 ms.
 */
const stepBytes = 4 * 1024;

/** What a form calls its files. */
const isFilesField = (name: string): boolean => name === 'files[]' || name === 'files';

/** So browsers write what would end a name in a header (WHATWG: multipart/form-data). */
const decodeName = (name: string): string =>
  name.replace(/%(?:0A|0D|22)/gi, (escaped) => decodeURIComponent(escaped));

/** A file input of a page that nothing was chosen for. */
const isEmptyInput = ({ filename, bytes }: FormFile): boolean =>
  filename === '' && bytes.length === 0;

type Parser = InstanceType<typeof Busboy>;

/** @throws for a type that is no form, or has no boundary */
const parserOf = (contentType: string): Parser => {
  const boundary = /;\s*boundary="?([^";]*)/i.exec(contentType)?.[1] ?? '';
  if (boundary.length > maxBoundaryLength) throw new Error('the boundary is too long');
  return new Busboy({
    headers: { 'content-type': contentType },
    preservePath: true,
    limits: partLimits,
  });
};

/** Feeds the parser step by step, until all is read or `isOver`. */
const feed = async (parser: Parser, body: Uint8Array, isOver: () => boolean): Promise<void> => {
  for (let at = 0; at < body.length && !isOver(); at += stepBytes) {
    const step = body.subarray(at, at + stepBytes);
    await new Promise<void>((taken) => parser.write(step, () => taken()));
  }
  if (!isOver()) parser.end();
};

/**
 * Parses a whole multipart form; null when it is none, is cut off, or has parts that no form of ours has.
 * Nothing is read beyond the first thing that is wrong.
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
