import { limits } from '#contracts/limits.ts';
import type { Caller } from '#core/domain/user.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import { makePush } from '#core/push.ts';
import { makeEmitPresence } from '#core/shared/emit-presence.ts';
import type { SendDeps } from '#core/usecases/messages/send-message.ts';
import { makeConnectSocket } from '#core/usecases/sockets/connect-socket.ts';
import { makeDisconnectSocket } from '#core/usecases/sockets/disconnect-socket.ts';
import { makeIssueTicket } from '#core/usecases/sockets/issue-ticket.ts';
import { makePingSocket } from '#core/usecases/sockets/ping-socket.ts';
import { makeSetTyping } from '#core/usecases/sockets/set-typing.ts';
import { tokenFamilies } from '#functions/adapters/aws/cognito/token-families.ts';
import { dynamoConnectionRegistry } from '#functions/adapters/aws/dynamodb/connection-registry.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoTicketStore } from '#functions/adapters/aws/dynamodb/ticket-store.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

/** The table's units for sockets, from the ticket to the end of the connection. */
export const measureSockets = async (
  table: Table,
  deps: Omit<SendDeps, 'push'>,
  { caller, peer, conversationId }: { caller: Caller; peer: Caller; conversationId: string },
  measure: Measure,
): Promise<void> => {
  const connections = dynamoConnectionRegistry(table);
  const tickets = dynamoTicketStore(table);
  const identities: Pick<IdentityProvider, 'verifyAccessToken' | 'touchSession'> = {
    verifyAccessToken: async () => null,
    touchSession: tokenFamilies(table, deps.ids).touch,
  };
  const broadcaster = { post: async () => 'sent' as const, disconnect: async () => undefined };
  const ports = { ...deps, connections, broadcaster };
  const push = makePush(ports);
  const emitPresence = makeEmitPresence({ ...ports, push });
  const sockets = { ...ports, identities, tickets, emitPresence, push };
  const open = async (of: Caller, id: string): Promise<void> => {
    const issued = await makeIssueTicket(sockets)(of);
    if (!issued.ok) throw new Error(issued.code);
    await makeConnectSocket(sockets)(id, { ticket: issued.value.ticket });
  };
  const ping = () => makePingSocket(sockets)('of the caller');
  await measure('ticket and handshake', () => open(caller, 'of the caller'));
  await open(peer, 'of the peer');
  await measure('ping, while the leases are fresh', ping);
  const { clock } = deps;
  const later = clock.now() + (limits.presence.leaseSeconds * 1_000) / 2 + 1;
  const pingLater = makePingSocket({ ...sockets, clock: { ...clock, now: () => later } });
  await measure('ping that renews the leases', () => pingLater('of the caller'));
  await measure(
    'typing',
    () => makeSetTyping(sockets)('of the caller', conversationId, 'start'),
    'at most 3.5 read',
  );
  await measure('push: the sockets of both people', () =>
    connections.listByUsers([caller.userId, peer.userId]),
  );
  await measure('end of a connection', () => makeDisconnectSocket(sockets)('of the caller'));
};
