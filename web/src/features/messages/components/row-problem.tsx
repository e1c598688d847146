import { strings } from '../../../lib/strings.ts';
import { useDialog } from '../model/dialog-context.ts';
import { useOutbox } from '../model/outbox-context.ts';
import type { OutboxRefusal } from '../model/outbox-item.ts';
import type { MessageRow } from '../model/timeline-row.ts';
import { useTakeBack } from './use-take-back.ts';

const { actions: actionWords, attachments: fileWords, errors, messages: words } = strings;
const reasons: Record<OutboxRefusal, string> = {
  ...fileWords.refusals,
  blocked: errors.blocked,
  user_not_found: errors.userNotFound,
};

const action =
  'inline-flex h-7 items-center rounded-full px-2 font-semibold underline-offset-2 hover:underline';

const Problem = (props: { reason: string; onRetry: () => void; onDiscard: () => void }) => (
  <div role="alert" className="mt-0.5 flex flex-wrap items-center text-sm text-danger">
    <span className="px-1">{props.reason}</span>
    <button type="button" className={action} onClick={props.onRetry}>
      {words.retry}
    </button>
    <button type="button" className={action} onClick={props.onDiscard}>
      {words.discard}
    </button>
  </div>
);

/** Under a message that is not sent, or not changed: why, and what to do about it. */
export const RowProblem = ({ row }: { row: MessageRow }) => {
  const outbox = useOutbox();
  const { retryChange, dropChange } = useDialog();
  const takeBack = useTakeBack();
  const { pending, change } = row;
  if (pending?.state === 'failed') {
    return (
      <Problem
        reason={
          pending.refusal ? `${fileWords.notSent} ${reasons[pending.refusal]}` : words.refused
        }
        onRetry={() => outbox.retry(pending.clientId)}
        onDiscard={() => outbox.discard(pending.clientId)}
      />
    );
  }
  // Files take their time. What is only text can be taken back in its menu.
  if (pending?.files && pending.files.length > 0) {
    return (
      <button
        type="button"
        className={`${action} mt-0.5 text-sm text-ink-soft`}
        onClick={() => takeBack(pending)}
      >
        {words.cancelSend}
      </button>
    );
  }
  if (change?.state !== 'failed') return null;
  const failed = change.kind === 'edit' ? actionWords.editFailed : actionWords.deleteFailed;
  return (
    <Problem
      reason={`${failed} ${change.reason ?? ''}`}
      onRetry={() => retryChange(row)}
      onDiscard={() => dropChange(row)}
    />
  );
};
