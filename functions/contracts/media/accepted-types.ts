import type { FileTypes } from '../closed-lists.ts';
import { downloadTypes } from './file-types.ts';

/** Which MIME types a stage accepts, and the rule in words. */
interface AcceptedTypes {
  readonly pattern: RegExp;
  readonly rule: string;
}

const escaped = (mime: string): string => mime.replace(/[./+]/g, '\\$&');
const strict = [
  'image\\/[a-z0-9][a-z0-9.+-]*',
  'application\\/pdf',
  'text\\/plain',
  'application\\/zip',
];
const oneOf = (patterns: readonly string[]): RegExp => new RegExp(`^(${patterns.join('|')})$`);

/** By the operator's setting. */
export const acceptedTypes: Readonly<Record<FileTypes, AcceptedTypes>> = {
  strict: {
    pattern: oneOf(strict),
    rule: 'must be image/*, application/pdf, text/plain or application/zip',
  },
  any: {
    pattern: oneOf([...strict, ...downloadTypes.map(escaped)]),
    rule: 'must be image/*, application/pdf, text/plain, application/zip, a type of audio, video, document or archive in the API description, or application/octet-stream',
  },
};
