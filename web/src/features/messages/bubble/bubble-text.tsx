import { Suspense } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { foldedText } from './fold-text.ts';
import { useUnfolded } from './unfolded.ts';
import { mayHaveFormat, useFormattedText } from './use-formatted-text.ts';

const words = strings.messages;

const LongText = lazy(async () => ({ default: (await import('./long-text.tsx')).LongText }));

/** A text or its start, with links and styles once they are loaded. */
const Text = ({ text, start }: { text: string; start: string | null }) => {
  const Formatted = useFormattedText(mayHaveFormat(text));
  return Formatted ? <Formatted text={text} start={start} /> : (start ?? text);
};

const Written = ({ rowKey, text }: { rowKey: string; text: string }) => {
  const start = foldedText(text);
  const isUnfolded = useUnfolded((keys) => keys.has(rowKey));
  const shown = (
    <span className="whitespace-pre-wrap">
      <Text text={text} start={isUnfolded ? null : start} />
    </span>
  );
  if (start === null) return shown;
  return (
    <Suspense fallback={shown}>
      <LongText rowKey={rowKey} isUnfolded={isUnfolded}>
        {shown}
      </LongText>
    </Suspense>
  );
};

/** The text of a message. */
export const BubbleText = ({ row, emoji }: { row: MessageRow; emoji: number | null }) => {
  if (row.isDeleted) {
    const { deleted_at, expires_at } = row.message ?? {};
    const hasExpired = expires_at !== undefined && deleted_at === expires_at;
    const text = hasExpired ? strings.disappearing.gone : words.deleted;
    return <em className="opacity-80">{text}</em>;
  }
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
  return <Written rowKey={row.key} text={row.content} />;
};
