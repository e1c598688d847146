import type { ServerEvent } from '#contracts/realtime.ts';
import type { Caller } from '#core/domain/user.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';
import { makePush } from '#core/push.ts';
import { makeEmitPresence } from '#core/shared/emit-presence.ts';
import { makeEndSessions } from '#core/shared/end-sessions.ts';
import { makeBlockUser, makeUnblockUser } from '#core/usecases/account/blocks.ts';
import { makeDeactivateMe } from '#core/usecases/account/deactivate-me.ts';
import { makeUpdateMe } from '#core/usecases/account/update-me.ts';
import { makeAnswerRequest } from '#core/usecases/conversations/answer-request.ts';
import { makeOpenConversation } from '#core/usecases/conversations/open-conversation.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { makeUpdateSettings } from '#core/usecases/conversations/update-settings.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { makeDeleteReaction, makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { makeDisconnectSocket } from '#core/usecases/sockets/disconnect-socket.ts';
import { makeSetTyping } from '#core/usecases/sockets/set-typing.ts';
import { aCaller, noAudit } from '#test/support/builders.ts';
import type { Stores } from '#test/support/ports/stores.ts';

/** A frame on its way to a socket. */
export interface Posted {
  readonly socket: string;
  readonly event: ServerEvent;
}

/**
 * The use cases over a home's stores. Each resolves after its last push, so `posted` is then
 * complete.
 */
export const makeServer = (stores: Stores) => {
  const posted: Posted[] = [];
  const broadcaster: Broadcaster = {
    post: async (socket, event) => {
      posted.push({ socket, event });
      return 'sent';
    },
    disconnect: async () => undefined,
  };
  const clock = {
    ...stores.clock,
    sleep: (_milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve())),
  };
  const callerOf = (userId: string): Caller => aCaller({ userId, issuedAt: clock.now() });
  const identities = {
    verifyAccessToken: async (userId: string) => callerOf(userId),
    deactivate: async () => undefined,
    listSessions: async () => [],
    touchSession: async () => undefined,
    endSessions: async () => undefined,
  } as unknown as IdentityProvider;
  const push = makePush({ connections: stores.connections, broadcaster, clock });
  const shared = { ...stores, audit: noAudit, clock, broadcaster, identities, push };
  const announced = { ...shared, emitPresence: makeEmitPresence(shared) };
  const requests = 'on' as const;
  const deps = { ...announced, requests, endSessions: makeEndSessions(announced) };
  return {
    callerOf,
    /** Everything that was posted since the last call. */
    takePosted: () => posted.splice(0),
    send: makeSendMessage(deps),
    open: makeOpenConversation(deps),
    answer: makeAnswerRequest(deps),
    edit: makeEditMessage(deps),
    remove: makeDeleteMessage(deps),
    read: makeReadMessage(deps),
    react: makePutReaction(deps),
    unreact: makeDeleteReaction(deps),
    readUpTo: makeReadUpTo(deps),
    updateSettings: makeUpdateSettings(deps),
    setTyping: makeSetTyping(deps),
    connect: makeConnectSocket(deps),
    disconnect: makeDisconnectSocket(deps),
    block: makeBlockUser(deps),
    unblock: makeUnblockUser(deps),
    update: makeUpdateMe(deps),
    deactivate: makeDeactivateMe(deps),
  };
};
export type Server = ReturnType<typeof makeServer>;
