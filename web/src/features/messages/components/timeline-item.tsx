import { memo } from 'react';
import { strings } from '../../../lib/strings.ts';
import { classes } from '../../../lib/text.ts';
import { dayLabel } from '../../../lib/time.ts';
import { useOutbox } from '../model/outbox-context.ts';
import type { MessageRow, TimelineRow } from '../model/timeline.ts';
import { Bubble } from './bubble.tsx';

const words = strings.messages;

const NotSent = ({ clientId }: { clientId: string }) => {
  const outbox = useOutbox();
  const action =
    'inline-flex h-7 items-center rounded-full px-2 font-semibold underline-offset-2 hover:underline';
  return (
    <div role="alert" className="mt-0.5 flex items-center text-sm text-danger">
      <span className="px-1">{words.refused}</span>
      <button type="button" className={action} onClick={() => outbox.retry(clientId)}>
        {words.retry}
      </button>
      <button type="button" className={action} onClick={() => outbox.discard(clientId)}>
        {words.discard}
      </button>
    </div>
  );
};

const MessageItem = ({ row, peerName }: { row: MessageRow; peerName: string }) => (
  <div
    className={classes(
      'flex flex-col',
      row.isOwn ? 'items-end' : 'items-start',
      row.isFirst ? 'pt-2.5' : 'pt-0.5',
    )}
  >
    <Bubble row={row} author={row.isOwn ? strings.conversations.you : peerName} />
    {row.pending?.state === 'failed' && <NotSent clientId={row.pending.clientId} />}
  </div>
);

interface Props {
  readonly row: TimelineRow;
  readonly peerName: string;
  readonly isNotes: boolean;
  readonly now: number;
}

/** One row of the log. */
export const TimelineItem = memo(({ row, peerName, isNotes, now }: Props) => {
  if (row.kind === 'message') return <MessageItem row={row} peerName={peerName} />;
  if (row.kind === 'day') {
    return (
      <div className="flex justify-center pt-5 pb-1.5">
        <h2 className="rounded-full bg-surface/80 px-3 py-1 text-xs font-medium text-ink-soft">
          {dayLabel(row.day, now)}
        </h2>
      </div>
    );
  }
  return (
    <p className="px-6 pt-6 pb-2 text-center text-sm text-pretty text-ink-faint">
      {isNotes ? words.beginningNotes : words.beginning(peerName)}
    </p>
  );
});
