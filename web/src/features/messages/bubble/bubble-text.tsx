import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { mayHaveFormat, useFormattedText } from './use-formatted-text.ts';

const words = strings.messages;

/** A text with links and styles, once they are loaded. */
const Text = ({ text }: { text: string }) => {
  const Formatted = useFormattedText(mayHaveFormat(text));
  return Formatted ? <Formatted text={text} /> : text;
};

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
      <Text text={row.content} />
    </span>
  );
};
