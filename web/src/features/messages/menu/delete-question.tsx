import type { RefObject } from 'react';
import { useState } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { words as markWords } from '#site/strings/later/marks-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Choice } from '#site/ui/choice.tsx';
import { Confirm } from '#site/ui/confirm.tsx';
import { shownName } from '#site/ui/person.ts';
import type { DialogProps } from '../components/dialog-props.ts';

const words = strings.actions;

/**
 * Asks before a message is deleted: for both users, if `mayDelete`, or for oneself. `returnTo` gets the focus
 * afterwards.
 */
export const DeleteQuestion = ({
  message: { id, conversation_id },
  peer,
  mayDelete,
  ...props
}: {
  message: Message;
  peer: DialogProps['peer'];
  mayDelete: boolean;
  returnTo: RefObject<HTMLElement | null>;
  onDelete: () => void;
  onClose: () => void;
}) => {
  const { marks } = useRealtime();
  const isNotes = peer.id === useUserId();
  const [chosen, setChosen] = useState<'both' | 'me'>(mayDelete ? 'both' : 'me');
  const leads = {
    both: isNotes ? markWords.deleteLeadNotes : markWords.deleteLead,
    me: markWords.forMeLead(shownName(peer)),
  };
  return (
    <Confirm
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={markWords.deleteTitle}
      lead={leads[chosen]}
      action={words.remove}
      isDangerous
      returnTo={props.returnTo}
      onConfirm={() => {
        if (chosen === 'both') props.onDelete();
        else marks.change(conversation_id, { hide: [id] });
        props.onClose();
      }}
    >
      {mayDelete && !isNotes && (
        <Choice
          label={markWords.deleteFor}
          value={chosen}
          options={[
            { value: 'both', label: markWords.forBoth },
            { value: 'me', label: markWords.forMe },
          ]}
          onChange={setChosen}
        />
      )}
    </Confirm>
  );
};
