import { strings } from '../../../lib/strings.ts';
import { classes } from '../../../lib/text.ts';
import { clockTime, exactTime } from '../../../lib/time.ts';
import type { MessageRow } from '../model/timeline-row.ts';
import { MessageStatus } from './message-status.tsx';

const Meta = ({ row, isEcho = false }: { row: MessageRow; isEcho?: boolean }) => (
  <span className="inline-flex items-center gap-1 text-micro tabular-nums">
    {row.isEdited && <span>{strings.messages.edited}</span>}
    <time dateTime={row.at} {...(!isEcho && { title: exactTime(row.at) })}>
      {clockTime(row.at)}
    </time>
    {row.state !== null &&
      (isEcho ? <span className="size-3.5" /> : <MessageStatus state={row.state} />)}
  </span>
);

/**
 * Time and state in the lower right corner; an echo of it keeps its place at the end of the last line.
 * `isBare`: there is no bubble around.
 */
export const BubbleMeta = ({ row, isBare }: { row: MessageRow; isBare: boolean }) => (
  <>
    <span aria-hidden="true" className="invisible ml-2.5 inline-flex h-4 align-bottom select-none">
      <Meta row={row} isEcho />
    </span>
    <span
      className={classes(
        'absolute right-3 bottom-1.5',
        row.isOwn && !isBare ? 'text-on-bubble-own-soft' : 'text-ink-faint',
      )}
    >
      <Meta row={row} />
    </span>
  </>
);
