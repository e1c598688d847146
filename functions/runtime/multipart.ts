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
const partLimits = { parts: 50, fieldSize: limits.body.jsonBytes, headerSize: 16 * 1024 };

/** What a form calls its files. */
const isFilesField = (name: string): boolean => name === 'files[]' || name === 'files';

/** So browsers write what would end a name in a header (WHATWG: multipart/form-data). */
const decodeName = (name: string): string =>
  name.replace(/%(?:0A|0D|22)/gi, (escaped) => decodeURIComponent(escaped));

/** A file input of a page that nothing was chosen for. */
const isEmptyInput = ({ filename, bytes }: FormFile): boolean =>
  filename === '' && bytes.length === 0;

/** Parses a whole multipart form; null when it is none, is cut off, or has parts that no form of ours has. */
export const parseMultipart = (contentType: string, body: Uint8Array): Promise<Form | null> =>
  new Promise((resolve) => {
    const fields: [string, string][] = [];
    const files: FormFile[] = [];
    const fail = (): void => resolve(null);
    try {
      const parser = new Busboy({
        headers: { 'content-type': contentType },
        preservePath: true,
        limits: partLimits,
      });
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
      parser.on('finish', () => resolve({ fields, files }));
      parser.end(body);
    } catch {
      fail();
    }
  });
