import { classes } from '../../../lib/text.ts';
import type { MessageRow } from '../model/timeline.ts';
import { BubbleMeta } from './bubble-meta.tsx';
import { BubbleText } from './bubble-text.tsx';

const looks = {
  own: 'bg-bubble-own text-on-bubble-own',
  peer: 'bg-bubble-peer text-ink shadow-bubble',
} as const;

/** The corner towards its author is the tail of a run's last bubble. */
const cornersOf = ({ isOwn, isFirst, isLast }: MessageRow): string =>
  classes(
    'rounded-bubble',
    isOwn
      ? classes(!isFirst && 'rounded-tr-md', isLast ? 'rounded-br-sm' : 'rounded-br-md')
      : classes(!isFirst && 'rounded-tl-md', isLast ? 'rounded-bl-sm' : 'rounded-bl-md'),
  );

/** One message. `author` is told to screen readers at the start of a run. */
export const Bubble = ({ row, author }: { row: MessageRow; author: string }) => (
  <div
    className={classes(
      'relative w-fit max-w-[min(85%,34rem)] px-3.5 py-2 text-body [overflow-wrap:anywhere]',
      looks[row.isOwn ? 'own' : 'peer'],
      cornersOf(row),
      (row.state === 'queued' || row.state === 'sending') && 'opacity-75',
    )}
  >
    {row.isFirst && <span className="sr-only">{author}: </span>}
    <p dir="auto" className="inline">
      <BubbleText row={row} />
    </p>
    <BubbleMeta row={row} />
  </div>
);
