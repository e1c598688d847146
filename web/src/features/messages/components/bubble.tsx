import { strings } from '../../../lib/strings.ts';
import { classes } from '../../../lib/text.ts';
import { clockTime, exactTime } from '../../../lib/time.ts';
import type { MessageRow } from '../model/timeline.ts';
import { MessageStatus } from './message-status.tsx';

const words = strings.messages;

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

const Meta = ({ row, isEcho = false }: { row: MessageRow; isEcho?: boolean }) => (
  <span className="inline-flex items-center gap-1 text-micro tabular-nums">
    {row.message?.edited_at && <span>{words.edited}</span>}
    <time dateTime={row.at} {...(!isEcho && { title: exactTime(row.at) })}>
      {clockTime(row.at)}
    </time>
    {row.state !== null &&
      (isEcho ? <span className="size-3.5" /> : <MessageStatus state={row.state} />)}
  </span>
);

const Content = ({ row }: { row: MessageRow }) => {
  if (row.message?.deleted_at) return <em className="opacity-80">{words.deleted}</em>;
  if (row.content === null) return <em className="opacity-80">{words.attachment}</em>;
  return <span className="whitespace-pre-wrap">{row.content}</span>;
};

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
      <Content row={row} />
    </p>
    {/* An echo of the time keeps its place at the end of the last line. */}
    <span aria-hidden="true" className="invisible ml-2.5 inline-flex h-4 align-bottom select-none">
      <Meta row={row} isEcho />
    </span>
    <span
      className={classes(
        'absolute right-3 bottom-1.5',
        row.isOwn ? 'text-on-bubble-own-soft' : 'text-ink-faint',
      )}
    >
      <Meta row={row} />
    </span>
  </div>
);
