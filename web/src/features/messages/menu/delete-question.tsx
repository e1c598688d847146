import type { RefObject } from 'react';
import { useState } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { words } from '#site/strings/later/deletion-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { Choice } from '#site/ui/choice.tsx';
import { Confirm } from '#site/ui/confirm.tsx';
import { useChangeMessage } from '../api/use-change-message.ts';
import { useDialog } from '../model/dialog-context.ts';

/**
 * Asks before messages are deleted: for both users, if `mayDelete`, or for oneself. `returnTo` gets the focus
 * afterwards.
 */
export const DeleteQuestion = ({
  messages,
  mayDelete,
  isNotes,
  returnTo,
  onDeleted,
  onClose,
}: {
  messages: readonly Message[];
  mayDelete: boolean;
  isNotes: boolean;
  returnTo: RefObject<HTMLElement | null>;
  onDeleted?: () => void;
  onClose: () => void;
}) => {
  const { conversationId, peerName } = useDialog();
  const { marks } = useRealtime();
  const changeMessage = useChangeMessage();
  const [wanted, setWanted] = useState<'both' | 'me'>('both');
  const chosen = mayDelete ? wanted : 'me';
  const texts = messages.length === 1 ? words.one : words.several;
  const leads = { both: isNotes ? texts.notes : texts.both, me: texts.me(peerName) };
  return (
    <Confirm
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={words.title(messages.length)}
      lead={leads[chosen]}
      action={strings.actions.remove}
      isDangerous
      returnTo={returnTo}
      onConfirm={() => {
        if (chosen === 'both') {
          for (const message of messages) changeMessage(message, { kind: 'delete' });
        } else marks.change(conversationId, { hide: messages.map(({ id }) => id) });
        onDeleted?.();
        onClose();
      }}
    >
      {mayDelete && !isNotes && (
        <Choice
          label={words.deleteFor}
          value={chosen}
          options={[
            { value: 'both', label: words.forBoth },
            { value: 'me', label: words.forMe },
          ]}
          onChange={setWanted}
        />
      )}
    </Confirm>
  );
};
