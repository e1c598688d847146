import type { OutboxRefusal, Refusal } from '#client';
import { mayBeLifted } from '#client';
import { copyText } from '#site/lib/copy-text.ts';
import { codeWords } from '#site/strings/error-words.ts';
import { refusalWords } from '#site/strings/later/refusal-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useTakeBack } from '../composer/use-take-back.ts';
import type { MessageRow } from '../log/timeline-row.ts';
import { useDialog } from '../model/dialog-context.ts';
import { useOutbox } from '../model/outbox-context.ts';

const { actions: actionWords, attachments: fileWords, messages: words } = strings;

const isOfFile = (refusal: OutboxRefusal): refusal is Refusal => refusal in refusalWords;
const reasonOf = (refusal: OutboxRefusal): string =>
  isOfFile(refusal) ? refusalWords[refusal] : codeWords(refusal);
/** Without a reason from the server, a retry may help. */
const mayHelp = (refusal: OutboxRefusal | undefined): boolean =>
  refusal === undefined || mayBeLifted(refusal);

const action =
  'inline-flex h-7 items-center rounded-full px-2 font-semibold underline-offset-2 hover:underline';

const Problem = (props: {
  reason: string;
  /** The text that can be copied. */
  text: string | null;
  onRetry: (() => void) | null;
  onDiscard: () => void;
}) => {
  const { notify } = useDialog();
  const copy = async (text: string): Promise<void> =>
    notify((await copyText(text)) ? actionWords.copied : actionWords.copyFailed);
  const { text, onRetry } = props;
  return (
    <div role="alert" className="mt-0.5 flex flex-wrap items-center text-sm text-danger">
      <span className="px-1">{props.reason}</span>
      {onRetry && (
        <button type="button" className={action} onClick={onRetry}>
          {words.retry}
        </button>
      )}
      {text !== null && (
        <button type="button" className={action} onClick={() => void copy(text)}>
          {actionWords.copy}
        </button>
      )}
      <button type="button" className={action} onClick={props.onDiscard}>
        {words.discard}
      </button>
    </div>
  );
};

/** Below a message that could not be sent or changed: why, and what can be done. */
export const RowProblem = ({ row }: { row: MessageRow }) => {
  const outbox = useOutbox();
  const { retryChange, dropChange } = useDialog();
  const takeBack = useTakeBack();
  const { pending, change } = row;
  if (pending?.state === 'failed') {
    return (
      <Problem
        reason={
          pending.refusal ? `${fileWords.notSent} ${reasonOf(pending.refusal)}` : words.refused
        }
        text={pending.content || null}
        onRetry={mayHelp(pending.refusal) ? () => outbox.retry(pending.clientId) : null}
        onDiscard={() => outbox.discard(pending.clientId)}
      />
    );
  }
  // Uploads take time, so they can be cancelled here. A text can be cancelled in its menu.
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
      text={change.kind === 'edit' ? change.content : null}
      onRetry={change.canRetry === false ? null : () => retryChange(row)}
      onDiscard={() => dropChange(row)}
    />
  );
};
