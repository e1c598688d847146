import { Forward } from 'lucide-react';
import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';
import { filesOf, hasPhotos, isPicture } from '../log/row-files.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { BubbleFiles } from './bubble-files.tsx';
import { BubbleMeta } from './bubble-meta.tsx';
import { BubbleQuote } from './bubble-quote.tsx';
import { BubbleText } from './bubble-text.tsx';
import { countEmojiOnly } from './emoji-only.ts';

const looks = {
  own: 'bg-bubble-own px-3.5 py-2 text-on-bubble-own',
  peer: 'bg-bubble-peer px-3.5 py-2 text-ink shadow-bubble',
  bare: 'px-1 text-ink',
} as const;

/** The last bubble of a run has its tail at the author's side. */
const cornersOf = ({ isOwn, isFirst, isLast }: MessageRow): string =>
  classes(
    'rounded-bubble',
    isOwn
      ? classes(!isFirst && 'rounded-tr-md', isLast ? 'rounded-br-sm' : 'rounded-br-md')
      : classes(!isFirst && 'rounded-tl-md', isLast ? 'rounded-bl-sm' : 'rounded-bl-md'),
  );

const Forwarded = ({ isSoft }: { isSoft: boolean }) => (
  <p
    className={classes(
      'flex items-center gap-1 pb-1 text-xs italic select-none',
      isSoft ? 'text-on-bubble-own-soft' : 'text-ink-faint',
    )}
  >
    <Forward aria-hidden="true" className="size-3.5" />
    {strings.messages.forwarded}
  </p>
);

/** One message. `author`: announced by screen readers at the start of a run. */
export const Bubble = ({ row, author }: { row: MessageRow; author: string }) => {
  const hasFiles = filesOf(row).length > 0;
  const emoji = row.content === null || hasFiles ? null : countEmojiOnly(row.content);
  const isBare = emoji !== null && row.replyToId === null;
  return (
    <div
      data-bubble
      className={classes(
        'relative w-fit min-w-0 text-body [overflow-wrap:anywhere]',
        // Clips stacked combining marks at the bubble, but leaves room for a focus ring.
        'overflow-clip [overflow-clip-margin:0.25rem]',
        // A long press opens the menu (with Copy); iOS would also select a word.
        'touch-manipulation pointer-coarse:select-none',
        hasPhotos(row) ? 'max-w-[min(85%,20.75rem)]' : 'max-w-[min(85%,34rem)]',
        looks[isBare ? 'bare' : row.isOwn ? 'own' : 'peer'],
        cornersOf(row),
      )}
    >
      {row.isFirst && <span className="sr-only">{author}: </span>}
      {row.isForwarded && !row.isDeleted && <Forwarded isSoft={row.isOwn && !isBare} />}
      {row.replyToId !== null && !row.isDeleted && (
        <BubbleQuote messageId={row.replyToId} isOwn={row.isOwn} />
      )}
      <BubbleFiles row={row} />
      {/* The time stands at the end of the last line: on the left for right-to-left text. */}
      <div dir="auto">
        <p className="inline">
          <BubbleText row={row} emoji={emoji} />
        </p>
        <BubbleMeta row={row} place={isBare ? 'bare' : isPicture(row) ? 'picture' : 'bubble'} />
      </div>
    </div>
  );
};
