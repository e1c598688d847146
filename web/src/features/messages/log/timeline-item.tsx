import type { FC } from 'react';
import { memo, Suspense } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { classes } from '#site/lib/text.ts';
import { dayLabel } from '#site/lib/time.ts';
import { strings } from '#site/strings/strings.ts';
import { Bubble } from '../bubble/bubble.tsx';
import { NoticeLine } from '../bubble/notice-line.tsx';
import { OptionsButton, startOf } from '../menu/options-button.tsx';
import { ReactButton } from '../reactions/react-button.tsx';
import { ReactionChips } from '../reactions/reaction-chips.tsx';
import { useSelected } from '../selection/selection.ts';
import type { MessageRow, TimelineRow } from './timeline-row.ts';
import { isSameRow } from './timeline-row.ts';

const words = strings.messages;

/** If it cannot be loaded, the bubble still shows that the message was not sent. */
const RowProblem = lazy(async (): Promise<{ default: FC<{ row: MessageRow }> }> => {
  const loaded = import('../bubble/row-problem.tsx');
  const part = await loaded.catch(() => ({ RowProblem: () => null }));
  return { default: part.RowProblem };
});

const RowCheck = lazy(async () => ({
  default: (await import('../selection/row-check.tsx')).RowCheck,
}));

const hasProblem = ({ pending, change }: MessageRow): boolean =>
  pending?.state === 'failed' || (pending?.files?.length ?? 0) > 0 || change?.state === 'failed';

interface Props {
  readonly row: TimelineRow;
  readonly peerName: string;
  readonly isNotes: boolean;
  readonly now: number;
  /** The tab stop of the log. */
  readonly isActive: boolean;
  /** Highlighted for a moment after a jump to this message. */
  readonly isFlashed: boolean;
}

const MessageItem = ({ row, peerName, isActive, isFlashed }: Props & { row: MessageRow }) => {
  const { message, isDeleted } = row;
  const isSelected = useSelected(message);
  return (
    <div
      className={classes(
        'group/message relative -mx-2 flex flex-col rounded-xl px-2 transition-colors duration-700',
        row.isOwn ? 'items-end' : 'items-start',
        row.isFirst ? 'pt-2.5' : 'pt-0.5',
        isFlashed && 'bg-selected duration-0',
        isSelected === true && 'bg-selected',
        isSelected !== null && 'pl-11',
      )}
    >
      <div
        className={classes(
          'flex w-full items-center gap-1',
          row.isOwn ? 'flex-row-reverse' : 'flex-row',
        )}
      >
        <Bubble row={row} author={row.isOwn ? strings.conversations.you : peerName} />
        {!isDeleted && isSelected === null && <OptionsButton row={row} isActive={isActive} />}
        {!isDeleted && isSelected === null && <ReactButton row={row} />}
      </div>
      {message && !isDeleted && isSelected !== null && (
        <Suspense>
          <RowCheck
            message={message}
            label={startOf(row)}
            isSelected={isSelected}
            isActive={isActive}
          />
        </Suspense>
      )}
      {row.message && !row.isDeleted && <ReactionChips message={row.message} isActive={isActive} />}
      {hasProblem(row) && (
        <Suspense>
          <RowProblem row={row} />
        </Suspense>
      )}
    </div>
  );
};

const Unread = () => (
  <div className="flex items-center gap-3 pt-4 pb-1.5 text-xs font-semibold text-action-ink">
    <span aria-hidden="true" className="h-px flex-1 bg-action-ink/30" />
    <h2>{words.unreadFrom}</h2>
    <span aria-hidden="true" className="h-px flex-1 bg-action-ink/30" />
  </div>
);

const Item = (props: Props) => {
  const { row, peerName, isNotes, now } = props;
  if (row.kind === 'message') {
    const notice = row.message?.notice;
    if (notice) return <NoticeLine notice={notice} name={row.isOwn ? null : peerName} />;
    return <MessageItem {...props} row={row} />;
  }
  if (row.kind === 'unread') return <Unread />;
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
};

const looksSame = ({ row, ...before }: Props, { row: nextRow, ...next }: Props): boolean =>
  (row === nextRow || isSameRow(row, nextRow)) &&
  before.peerName === next.peerName &&
  before.isNotes === next.isNotes &&
  before.isActive === next.isActive &&
  before.isFlashed === next.isFlashed &&
  (row.kind !== 'day' || before.now === next.now);

/**
 * One row of the log. Every change makes new row objects; rows that look the same are not rendered
 * again.
 */
export const TimelineItem = memo(Item, looksSame);
