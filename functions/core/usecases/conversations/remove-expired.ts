import type { ConversationStore } from '../../ports/conversations.ts';

type Request = Parameters<ConversationStore['removeExpired']>[0];

/** Removes what has expired, also in conversations that nobody reads; returns how many had something. */
export const makeRemoveExpired =
  ({ conversations }: { conversations: ConversationStore }) =>
  (request: Request): Promise<number> =>
    conversations.removeExpired(request);
