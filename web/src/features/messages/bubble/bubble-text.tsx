import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { LinkedText } from './linked-text.tsx';

const words = strings.messages;

/** The text of a message. */
export const BubbleText = ({ row, emoji }: { row: MessageRow; emoji: number | null }) => {
  if (row.isDeleted) return <em className="opacity-80">{words.deleted}</em>;
  if (row.content === null) return null;
  if (emoji !== null) {
    return (
      <span
        className={classes(
          'whitespace-pre-wrap leading-[1.2]',
          emoji <= 3 ? 'text-5xl' : 'text-3xl',
        )}
      >
        {row.content}
      </span>
    );
  }
  return (
    <span className="whitespace-pre-wrap">
      <LinkedText text={row.content} />
    </span>
  );
};
