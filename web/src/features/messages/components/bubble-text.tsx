import { strings } from '../../../lib/strings.ts';
import type { MessageRow } from '../model/timeline.ts';

const words = strings.messages;

/** What a message says. */
export const BubbleText = ({ row }: { row: MessageRow }) => {
  if (row.message?.deleted_at) return <em className="opacity-80">{words.deleted}</em>;
  if (row.content === null) return <em className="opacity-80">{words.attachment}</em>;
  return <span className="whitespace-pre-wrap">{row.content}</span>;
};
