import { noDraft, useDrafts } from '../../../lib/drafts.ts';
import type { Refusal } from '../../../lib/refused-file.ts';
import { strings } from '../../../lib/strings.ts';
import { useDialog } from '../model/dialog-context.ts';
import { useOutbox } from '../model/outbox-context.ts';
import type { OutboxItem } from '../model/outbox-item.ts';
import type { MessageRow } from '../model/timeline-row.ts';

const { actions: actionWords, attachments: fileWords, messages: words } = strings;

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

const fileReason = (refusal: Refusal): string =>
  `${fileWords.notSent} ${fileWords.refusals[refusal]}`;

/** While its files are on their way, a message can be taken back; its text returns to the box. */
const CancelSend = ({ pending }: { pending: OutboxItem }) => {
  const outbox = useOutbox();
  const { focusComposer } = useDialog();
  const { drafts, change } = useDrafts();
  const cancel = (): void => {
    outbox.discard(pending.clientId);
    const { text } = drafts[pending.conversationId] ?? noDraft;
    if (text === '') change(pending.conversationId, { text: pending.content });
    focusComposer();
  };
  return (
    <button type="button" className={`${action} mt-0.5 text-sm text-ink-soft`} onClick={cancel}>
      {words.cancelSend}
    </button>
  );
};

/** Under a message that is not sent, or not changed: why, and what to do about it. */
export const RowProblem = ({ row }: { row: MessageRow }) => {
  const outbox = useOutbox();
  const { retryChange, dropChange } = useDialog();
  const { pending, change } = row;
  if (pending?.state === 'failed') {
    return (
      <Problem
        reason={pending.refusal ? fileReason(pending.refusal) : words.refused}
        onRetry={() => outbox.retry(pending.clientId)}
        onDiscard={() => outbox.discard(pending.clientId)}
      />
    );
  }
  if (pending?.files && pending.files.length > 0) return <CancelSend pending={pending} />;
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
