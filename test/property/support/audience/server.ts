import type { ServerEvent } from '../../../../functions/contracts/realtime.ts';
import type { Caller } from '../../../../functions/core/domain/user.ts';
import type { IdentityProvider } from '../../../../functions/core/ports/identity.ts';
import type { Broadcaster } from '../../../../functions/core/ports/sockets.ts';
import { makePush } from '../../../../functions/core/push.ts';
import { makeAnnouncePresence } from '../../../../functions/core/usecases/announce-presence.ts';
import { makeBlockUser, makeUnblockUser } from '../../../../functions/core/usecases/blocks.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '../../../../functions/core/usecases/change-message.ts';
import { makeConnectSocket } from '../../../../functions/core/usecases/connect-socket.ts';
import { makeDeactivateMe } from '../../../../functions/core/usecases/deactivate-me.ts';
import { makeDisconnectSocket } from '../../../../functions/core/usecases/disconnect-socket.ts';
import { makeEndSessions } from '../../../../functions/core/usecases/end-sessions.ts';
import { makeOpenConversation } from '../../../../functions/core/usecases/open-conversation.ts';
import { makeReadUpTo } from '../../../../functions/core/usecases/read-up-to.ts';
import { makeSendMessage } from '../../../../functions/core/usecases/send-message.ts';
import { makeSetTyping } from '../../../../functions/core/usecases/set-typing.ts';
import { makeUpdateMe } from '../../../../functions/core/usecases/update-me.ts';
import { aCaller, noAudit } from '../../../support/builders.ts';
import type { Stores } from '../../../support/ports/stores.ts';

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
  const announced = { ...shared, announcePresence: makeAnnouncePresence(shared) };
  const deps = { ...announced, endSessions: makeEndSessions(announced) };
  return {
    callerOf,
    /** Everything that was posted since the last call. */
    takePosted: () => posted.splice(0),
    send: makeSendMessage(deps),
    open: makeOpenConversation(deps),
    edit: makeEditMessage(deps),
    remove: makeDeleteMessage(deps),
    read: makeReadMessage(deps),
    readUpTo: makeReadUpTo(deps),
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
