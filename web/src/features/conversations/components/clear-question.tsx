import type { RefObject } from 'react';
import { words } from '#site/strings/later/marks-words.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Confirm } from '#site/ui/confirm.tsx';
import { shownName } from '#site/ui/person.ts';
import { useConversations } from '../api/use-conversations.ts';
import { askToClear } from '../model/clearing.ts';

/** Asks before a conversation is cleared for the user. */
export const ClearQuestion = ({
  id,
  returnTo,
}: {
  id: string;
  returnTo: RefObject<HTMLElement | null>;
}) => {
  const { marks } = useRealtime();
  const userId = useUserId();
  const conversation = useConversations().list.find((one) => one.id === id);
  if (!conversation) return null;
  const { peer, last_seq } = conversation;
  const close = (): void => askToClear(null);
  return (
    <Confirm
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      title={words.clearTitle}
      lead={peer.id === userId ? words.clearLeadNotes : words.clearLead(shownName(peer))}
      action={words.clearAction}
      isDangerous
      returnTo={returnTo}
      onConfirm={() => {
        marks.change(id, { cleared_seq: last_seq });
        close();
      }}
    />
  );
};
