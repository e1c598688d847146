import type { RefObject } from 'react';
import { useState } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { words as markWords } from '#site/strings/later/marks-words.ts';
import { words } from '#site/strings/later/selection-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { Choice } from '#site/ui/choice.tsx';
import { Confirm } from '#site/ui/confirm.tsx';
import { useChangeMessage } from '../api/use-change-message.ts';
import { useDialog } from '../model/dialog-context.ts';

/** Asks before the selected messages are deleted: for both users if all are the user's, or for oneself. */
export const DeleteSelected = ({
  messages,
  areOwn,
  isNotes,
  returnTo,
  onDeleted,
  onClose,
}: {
  messages: readonly Message[];
  areOwn: boolean;
  isNotes: boolean;
  returnTo: RefObject<HTMLElement | null>;
  onDeleted: () => void;
  onClose: () => void;
}) => {
  const { conversationId, peerName } = useDialog();
  const { marks } = useRealtime();
  const changeMessage = useChangeMessage();
  const [wanted, setWanted] = useState<'both' | 'me'>('both');
  const chosen = areOwn ? wanted : 'me';
  const leads = {
    both: isNotes ? words.deleteLeadNotes : words.deleteLead,
    me: words.deleteLeadMe(peerName),
  };
  return (
    <Confirm
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      returnTo={returnTo}
      title={words.deleteTitle(messages.length)}
      lead={<p>{leads[chosen]}</p>}
      action={strings.actions.remove}
      isDangerous
      onConfirm={() => {
        if (chosen === 'both') {
          for (const message of messages) changeMessage(message, { kind: 'delete' });
        } else marks.change(conversationId, { hide: messages.map(({ id }) => id) });
        onDeleted();
      }}
    >
      {areOwn && !isNotes && (
        <Choice
          label={markWords.deleteFor}
          value={chosen}
          options={[
            { value: 'both', label: markWords.forBoth },
            { value: 'me', label: markWords.forMe },
          ]}
          onChange={setWanted}
        />
      )}
    </Confirm>
  );
};
