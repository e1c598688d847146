import type { Conversation } from '#contracts/http/conversations.ts';

/** Whether the server lets the user set when messages disappear. `isBlocked`: by the user. */
export const maySet = ({ peer, request }: Conversation, isBlocked: boolean): boolean =>
  !request && !isBlocked && peer.is_active;
