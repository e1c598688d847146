import { Copy, Forward, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { serverNow } from '#client';
import { copyText } from '#site/lib/copy-text.ts';
import { locale } from '#site/lib/time.ts';
import { useEscape } from '#site/lib/use-escape.ts';
import { words } from '#site/strings/later/selection-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Button } from '#site/ui/button.tsx';
import { useMessages } from '../api/use-messages.ts';
import { DeleteQuestion } from '../menu/delete-question.tsx';
import { useDialog } from '../model/dialog-context.ts';
import { useChanges } from '../model/message-change.ts';
import { currentMessages } from './current-messages.ts';
import { MAX_SELECTED, retainSelected } from './select-messages.ts';
import { endSelection, type Selection } from './selection.ts';
import { textOfMessages } from './text-of-messages.ts';

const { actions } = strings;

const timeOf = (iso: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(
    Date.parse(iso),
  );

/** What can be done with the selected messages. Replaces the message box. */
export const SelectionBar = ({
  selection,
  isNotes,
}: {
  selection: Selection;
  isNotes: boolean;
}) => {
  const { conversationId, peerName, forward, notify, focusComposer } = useDialog();
  const userId = useUserId();
  const { data: window } = useMessages(conversationId);
  const changes = useChanges((store) => store.changes);
  const [isAsking, setAsking] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const messages = currentMessages(selection, window, serverNow()).filter(
    ({ id }) => changes[id]?.kind !== 'delete' || changes[id]?.state === 'failed',
  );
  const count = messages.length;
  const areOwn = messages.every(({ sender_id }) => sender_id === userId);
  const end = (): void => {
    // Until the bar is gone, the message box is hidden and takes no focus.
    flushSync(endSelection);
    if (matchMedia('(pointer: fine)').matches) focusComposer();
  };
  useEscape(!isAsking, end);
  useEffect(() => endSelection, []);
  useEffect(() => {
    const hasLost = retainSelected(new Set(messages.map(({ id }) => id)));
    // With the message that somebody else deleted, its checkbox is gone.
    if (hasLost && document.activeElement === document.body) bar.current?.focus();
  });

  const copy = async (): Promise<void> => {
    const nameOf = (id: string) => (id === userId ? strings.conversations.you : peerName);
    const isCopied = await copyText(textOfMessages(messages, { nameOf, timeOf }));
    notify(isCopied ? actions.copied : actions.copyFailed);
    if (isCopied) end();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={words.bar}
      tabIndex={-1}
      className="flex items-center gap-1 border-t border-line bg-surface px-3 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] outline-none"
    >
      <Button look="icon" aria-label={words.end} onClick={end}>
        <X aria-hidden="true" className="size-5" />
      </Button>
      <p
        role="status"
        className="min-w-0 flex-1 text-body font-medium whitespace-nowrap tabular-nums"
      >
        {count < MAX_SELECTED ? words.selected(count) : words.most(count)}
      </p>
      <Button look="quiet" disabled={count === 0} onClick={() => void copy()}>
        <Copy aria-hidden="true" className="size-4.5" />
        <span className="max-sm:sr-only">{actions.copy}</span>
      </Button>
      <Button look="quiet" disabled={count === 0} onClick={() => forward(messages)}>
        <Forward aria-hidden="true" className="size-4.5" />
        <span className="max-sm:sr-only">{actions.forward}</span>
      </Button>
      <Button look="quiet" disabled={count === 0} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" className="size-4.5" />
        <span className="max-sm:sr-only">{actions.remove}</span>
      </Button>
      {isAsking && (
        <DeleteQuestion
          messages={messages}
          mayDelete={areOwn}
          isNotes={isNotes}
          returnTo={bar}
          onDeleted={end}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
};
