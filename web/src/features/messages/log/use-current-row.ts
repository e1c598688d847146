import { isShown } from '#client';
import { useMarking } from '#site/sync/realtime-context.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { useMessages } from '../api/use-messages.ts';
import { useDialog } from '../model/dialog-context.ts';
import { useChanges } from '../model/message-change.ts';
import { usePending } from '../model/outbox-context.ts';
import { pendingEntry, sentEntry } from './timeline-entry.ts';
import type { MessageRow } from './timeline-row.ts';

/**
 * The current state of a row, which may be sent, edited or deleted meanwhile; null if it is gone.
 */
export const useCurrentRow = (row: MessageRow): MessageRow | null => {
  const { conversationId } = useDialog();
  const userId = useUserId();
  const clientId = row.message?.client_id ?? row.pending?.clientId;
  const marking = useMarking(conversationId);
  const { data: window } = useMessages(conversationId);
  const message = window?.messages.find(
    ({ client_id, sender_id }) => client_id === clientId && (sender_id === userId) === row.isOwn,
  );
  const pending = usePending(conversationId).find((item) => item.clientId === clientId);
  const change = useChanges(({ changes }) => (message && changes[message.id]) ?? null);
  if (message && window) {
    if (!isShown(marking, message)) return null;
    const input = { userId, peerReadSeq: 0, marking, ...(window.marks && { marks: window.marks }) };
    return { ...row, ...sentEntry(message, input, change) };
  }
  return pending && row.isOwn ? { ...row, ...pendingEntry(pending, userId) } : null;
};
