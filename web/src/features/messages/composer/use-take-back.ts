import type { OutboxItem } from '#client';
import { appendToDraft } from '#site/sync/drafts.ts';
import { useDialog } from '../model/dialog-context.ts';
import { useOutbox } from '../model/outbox-context.ts';

/** Cancels an unsent message. Its text returns to the message box, unless it was forwarded. */
export const useTakeBack = (): ((pending: OutboxItem) => void) => {
  const outbox = useOutbox();
  const { focusComposer } = useDialog();
  return ({ clientId, conversationId, content, isForwarded }) => {
    outbox.discard(clientId);
    if (!isForwarded) appendToDraft(conversationId, content);
    focusComposer();
  };
};
