import { liveLimits } from '#contracts/socket/live-limits.ts';
import { cutText } from './cut-text.ts';
import { withoutStyles } from './styles.ts';

const onOneLine = (text: string): string =>
  cutText(text.replace(/\s+/g, ' ').trim(), liveLimits.preview);

/**
 * The start of a text on one line, without the marks of its styles, bounded in characters and bytes, so that a conversation
 * fits in one write unit of DynamoDB. The site shows the same preview until the server has responded. `filename`: of the
 * first file, in place of a text.
 */
export const previewOf = (content: string | null, filename = ''): string =>
  onOneLine(content === null ? filename : withoutStyles(content));
