import type { OutboxItem } from '#client';
import { appendToDraft } from '#site/sync/drafts.ts';
import { useDialog } from '../model/dialog-context.ts';
import { useOutbox } from '../model/outbox-context.ts';

/** Cancels an unsent message; its text returns to the message box. */
export const useTakeBack = (): ((pending: OutboxItem) => void) => {
  const outbox = useOutbox();
  const { focusComposer } = useDialog();
  return ({ clientId, conversationId, content }) => {
    outbox.discard(clientId);
    appendToDraft(conversationId, content);
    focusComposer();
  };
};
