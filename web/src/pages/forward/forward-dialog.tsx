import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isUnaccepted } from '#client';
import {
  useConversations,
  useMoreConversations,
} from '../../features/conversations/api/use-conversations.ts';
import { roughFold, searchOwn } from '../../features/conversations/model/search-own.ts';
import type { ForwardProps } from '../../features/messages/components/dialog-props.ts';
import { useOutbox } from '../../features/messages/model/outbox-context.ts';
import { useBlocks } from '../../features/people/api/use-blocks.ts';
import { words } from '../../strings/later/forward-words.ts';
import { strings } from '../../strings/strings.ts';
import { useUserId } from '../../sync/use-user-id.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/dialogs/modal.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { forwardedCopy, MAX_TARGETS, obstacleTo } from './forwarding.ts';
import { TargetList } from './target-list.tsx';

/** The conversations that messages can be forwarded to, by name. */
const useTargets = (messages: ForwardProps['messages'], text: string) => {
  const userId = useUserId();
  const { list } = useConversations();
  const { data: blocks } = useBlocks();
  const blocked = new Set(blocks?.items.map(({ id }) => id));
  return searchOwn(
    list.filter((one) => !isUnaccepted(one)),
    text,
    userId,
    roughFold,
  ).map((conversation) => ({
    conversation,
    obstacle: obstacleTo(conversation, messages, blocked.has(conversation.peer.id)),
  }));
};

/** Asks to which conversations messages are forwarded, and puts them into the outbox. */
export const ForwardDialog = ({ messages, returnTo, notify, onClose }: ForwardProps) => {
  const outbox = useOutbox();
  const navigate = useNavigate();
  const { conversationId: here } = useParams();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const targets = useTargets(messages, text);
  const more = useMoreConversations('main');
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const send = (): void => {
    for (const id of chosen) {
      for (const message of messages) void outbox.enqueue(id, forwardedCopy(message));
    }
    onClose();
    const [only] = chosen;
    if (only !== undefined && chosen.length === 1 && only !== here) void navigate(`/c/${only}`);
    else notify(words.done);
  };
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
          targets={targets}
          chosen={chosen}
          isFull={chosen.length >= MAX_TARGETS}
          onToggle={toggle}
        />
        {more.hasMore && (
          <Button look="quiet" disabled={more.isPending} onClick={() => more.mutate()}>
            {words.more}
          </Button>
        )}
        <p role="status" className="px-2 text-sm text-ink-faint">
          {targets.length === 0 && words.nobody}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="status" className="flex-1 text-sm text-ink-soft">
          {chosen.length > 0 && words.chosen(chosen.length)}
        </p>
        <Dialog.Close asChild>
          <Button look="outline" className="h-11">
            {strings.app.cancel}
          </Button>
        </Dialog.Close>
        <Button disabled={chosen.length === 0} onClick={send}>
          {words.send}
        </Button>
      </div>
    </Modal>
  );
};
