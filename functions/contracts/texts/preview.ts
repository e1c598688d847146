import { limits } from '#contracts/limits.ts';
import { cutText } from './cut-text.ts';

/**
 * The start of a text on one line, bounded in characters and bytes, so that a conversation fits in one
 * write unit of DynamoDB. The site shows the same preview until the server has responded.
 */
export const previewOf = (content: string | null): string =>
  cutText((content ?? '').replace(/\s+/g, ' ').trim(), limits.preview);
