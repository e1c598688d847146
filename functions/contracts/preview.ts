import { cutText } from './cut-text.ts';
import { limits } from './limits.ts';

/**
 * The start of a text in one line, bounded in characters and in bytes: a conversation stays within one
 * write unit of DynamoDB. The server stores it, and the site shows the same until the server has answered.
 */
export const previewOf = (content: string | null): string =>
  cutText((content ?? '').replace(/\s+/g, ' ').trim(), limits.preview);
