import { limits } from '#contracts/limits.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { measure } from './measure.ts';
import type { Freshness } from './ports/lists.ts';
import type { Broadcaster, Connection, ConnectionRegistry } from './ports/sockets.ts';
import type { Clock } from './ports/system.ts';

/** An event for all sockets of a user. */
export interface Delivery {
  readonly userId: string;
  readonly event: ServerEvent;
  /** A socket of this user that gets no event, because the response to its client contains the same. */
  readonly exceptSocket?: string | undefined;
}
/** `eventual` costs half on AWS, and may miss a socket that has just opened. */
export type Push = (deliveries: readonly Delivery[], freshness?: Freshness) => Promise<void>;

const wants = (connection: Connection, event: ServerEvent): boolean =>
  connection.conversationId === null ||
  ('conversation_id' in event && event.conversation_id === connection.conversationId);

/**
 * Best-effort fan-out: never fails, and delays its caller by at most `limits.pushWaitMs`. A closed socket's
 * registration is removed, but only an old one: a push may run before `$connect` returns.
 */
export const makePush = (deps: {
  connections: ConnectionRegistry;
  broadcaster: Broadcaster;
  clock: Clock;
  /** The sockets are in this process, so a push never waits and needs no limit of time. */
  isInstant?: boolean;
}): Push => {
  const post = async (connection: Connection, event: ServerEvent): Promise<void> => {
    const outcome = await deps.broadcaster.post(connection.id, event);
    if (outcome === 'gone') measure('GoneSockets');
    if (outcome === 'failed') measure('PushFailures');
    const age = deps.clock.now() - connection.connectedAt;
    if (outcome === 'gone' && age >= limits.socket.graceSeconds * 1_000) {
      await deps.connections.remove(connection.id);
    }
  };

  const fanOut = async (deliveries: readonly Delivery[], freshness?: Freshness): Promise<void> => {
    const userIds = [...new Set(deliveries.map(({ userId }) => userId))];
    const connections = await deps.connections.listByUsers(userIds, freshness);
    const posts = connections.flatMap((connection) =>
      deliveries
        .filter(
          ({ userId, event, exceptSocket }) =>
            userId === connection.userId &&
            exceptSocket !== connection.id &&
            wants(connection, event),
        )
        .map(({ event }) => post(connection, event)),
    );
    await Promise.allSettled(posts);
  };

  return async (deliveries, freshness) => {
    // Clients find lost events through the log: errors are ignored.
    const pushed = fanOut(deliveries, freshness).catch(() => measure('PushFailures'));
    if (deps.isInstant) return pushed;
    const done = new AbortController();
    await Promise.race([pushed, deps.clock.sleep(limits.pushWaitMs, done.signal)]);
    // Passing a reason avoids creating an AbortError that nobody reads.
    done.abort(null);
  };
};

export const toAll = <E extends ServerEvent>(
  userIds: readonly string[],
  event: E,
): { readonly userId: string; readonly event: E }[] => userIds.map((userId) => ({ userId, event }));
