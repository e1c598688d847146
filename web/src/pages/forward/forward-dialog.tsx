import { useQueryClient } from '@tanstack/react-query';
import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { serverNow } from '#client';
import { useMoreConversations } from '../../features/conversations/api/use-conversations.ts';
import type { ForwardProps } from '../../features/messages/components/dialog-props.ts';
import { useOutbox } from '../../features/messages/model/outbox-context.ts';
import { endSelection } from '../../features/messages/selection/selection.ts';
import { useBackCloses } from '../../lib/history/use-back-closes.ts';
import { words } from '../../strings/later/forward-words.ts';
import { strings } from '../../strings/strings.ts';
import { useApi } from '../../sync/api-context.ts';
import { createQueryCache } from '../../sync/query-cache.ts';
import { Alert } from '../../ui/alert.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/dialogs/modal.tsx';
import { FailureNote } from '../../ui/load-failure.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { forwardToPeople } from './forward-to.ts';
import { forwardedCopies, MAX_TARGETS } from './forwarding.ts';
import { TargetList } from './target-list.tsx';
import { useTargets } from './use-targets.ts';

/** Asks to whom messages are forwarded, and puts them into the outbox. */
export const ForwardDialog = ({ messages, returnTo, notify, onClose }: ForwardProps) => {
  const outbox = useOutbox();
  const navigate = useNavigate();
  const { call } = useApi();
  const cache = createQueryCache(useQueryClient());
  const { conversationId: here } = useParams();
  const [text, setText] = useState('');
  const [isOpening, setOpening] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const targets = useTargets(messages, text);
  const { conversations, people, chosen, picked, others } = targets;
  const more = useMoreConversations('main');
  const count = chosen.length + picked.length;
  const found = conversations.length + people.length;

  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const copies = () =>
    forwardedCopies(messages, cache.window(messages[0]?.conversation_id ?? ''), serverNow());
  const enqueue = (id: string): void => {
    for (const copy of copies()) void outbox.enqueue(id, copy);
  };

  const send = async (): Promise<void> => {
    if (copies().length === 0) return setFailure(words.gone);
    setOpening(true);
    setFailure(null);
    const isCancelled = () => !isHere.current;
    const forwarding = { call, cache, messages, enqueue, isCancelled };
    const { sentTo, refusals } = await forwardToPeople(picked, forwarding);
    if (isCancelled()) return;
    chosen.forEach(enqueue);
    const all = [...chosen, ...sentTo];
    setOpening(false);
    if (refusals.length > 0) {
      targets.clear();
      setFailure([...refusals, ...(all.length > 0 ? [words.othersGotIt] : [])].join(' '));
      return;
    }
    endSelection();
    onClose();
    const [only] = all;
    if (only === undefined || all.length > 1 || only === here) return notify(words.done);
    // In place of the entry of this dialog.
    void navigate(`/c/${only}`, { replace: true });
  };
  useBackCloses(onClose);
  return (
    <Modal
      title={words.title(messages.length)}
      lead={words.lead(MAX_TARGETS)}
      returnTo={returnTo}
      onClose={onClose}
      className="max-w-md gap-4"
    >
      <TextField
        type="search"
        label={words.search}
        value={text}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <div className="-mx-2 min-h-24 flex-1 overflow-y-auto">
        <TargetList
          title={words.conversations}
          isTitled={people.length > 0}
          targets={conversations}
          chosen={chosen}
          isFull={count >= MAX_TARGETS}
          onToggle={targets.toggle}
        />
        {more.hasMore && (
          <Button look="quiet" disabled={more.isPending} onClick={() => more.mutate()}>
            {words.more}
          </Button>
        )}
        <TargetList
          title={words.people}
          isTitled
          targets={people}
          chosen={picked.map(({ id }) => id)}
          isFull={count >= MAX_TARGETS}
          onToggle={targets.togglePerson}
        />
        {targets.error && <FailureNote error={targets.error} />}
        {others > 0 && (
          <p className="px-2 text-sm text-ink-faint">{strings.conversations.narrow(others)}</p>
        )}
        <p role="status" className="px-2 text-sm text-ink-faint">
          {found === 0 && !targets.isSearching && words.nobody}
        </p>
      </div>
      {failure !== null && <Alert>{failure}</Alert>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="status" className="flex-1 text-sm text-ink-soft">
          {count > 0 && words.chosen(count)}
        </p>
        <Dialog.Close asChild>
          <Button look="outline" className="h-11">
            {strings.app.cancel}
          </Button>
        </Dialog.Close>
        <Button disabled={count === 0 || isOpening} onClick={() => void send()}>
          {words.send}
        </Button>
      </div>
    </Modal>
  );
};
