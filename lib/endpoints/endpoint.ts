import type * as z from 'zod';
import type { Binding, Variables } from '../constructs/binding.ts';
import type { ChatTable } from '../constructs/chat-table.ts';
import type { FunctionSpec } from '../constructs/function.ts';
import type { FunctionSettings } from '../constructs/function-settings.ts';
import type { SocketApi } from '../constructs/socket-api.ts';
import type { UploadBucket } from '../constructs/upload-bucket.ts';
import type { ParleyUserPool } from '../constructs/user-pool.ts';
import type { IdentityOperation } from '../identity-rights.ts';

export interface Resources {
  readonly table: ChatTable;
  readonly uploads: UploadBucket;
  readonly identity: ParleyUserPool;
  readonly sockets: SocketApi;
  readonly settings: FunctionSettings;
}

/** One function behind one route: its size, and its access to resources. */
export interface Endpoint<S extends z.ZodObject = z.ZodObject> extends FunctionSpec<S> {
  /** The stage's throttle; `default` if absent. */
  readonly throttle?: 'credentials' | 'uploads' | 'public';
  /** Exactly the port operations that the handler's use case calls. A test derives the same list. */
  readonly backend: (resources: Resources) => Binding<z.output<S> & Variables>;
}

/** Checks the binding of an endpoint against its env schema. */
export const endpoint = <S extends z.ZodObject>(definition: Endpoint<S>): Endpoint => definition;

/**
 * CPU grows with memory, and start-up gets extra CPU at any size, so the size depends on the warm call, which
 * mostly waits for DynamoDB.
 */
export const sizes = {
  /** One or two reads: more memory would not be noticeable. */
  small: { memoryMb: 256, timeoutSeconds: 10 },
  /** Writes with retries, pages of JSON, and pushes whose TLS handshakes need CPU. */
  medium: { memoryMb: 512, timeoutSeconds: 15 },
  /** Calls that users wait for while typing: twice the CPU halves the part that does not wait. */
  fast: { memoryMb: 1_024, timeoutSeconds: 15 },
  /**
   * Several sequential calls to Cognito, which hashes passwords: may take seconds; the gateway waits 30 s.
   */
  identity: { memoryMb: 512, timeoutSeconds: 25 },
} as const;

/** Identity operations use Cognito, and the token families in the table. */
export const withIdentity = (
  { table, identity }: Resources,
  ...operations: readonly IdentityOperation[]
) => [table.uses(...operations), identity.uses(...operations)] as const;

/** Access for pushes to the members of a conversation. */
export const pushing = ({ table, sockets }: Resources) =>
  [
    table.uses('ConnectionRegistry.listByUsers', 'ConnectionRegistry.remove'),
    sockets.uses('Broadcaster.post'),
  ] as const;

/** Access for counting attempts by address: sign-ins, registrations, changes of password. */
export const counting = ({ table, settings }: Resources) =>
  [table.uses('CounterStore.take', 'CounterStore.uncount'), settings.viewer] as const;

/** Access for known sources: devices and networks of a user's sign-ins. */
export const knowingSources = ({ table }: Resources) =>
  table.uses('KnownSourceStore.has', 'KnownSourceStore.remember');

/** Access for closing the sockets of a user. */
export const closingSockets = ({ table, sockets }: Resources) =>
  [
    table.uses(
      'ConnectionRegistry.listByUsers',
      'ConnectionRegistry.remove',
      'UserStore.setPresence',
    ),
    sockets.uses('Broadcaster.post', 'Broadcaster.disconnect'),
  ] as const;

/** Access for `makeEndSessions`. */
export const endingSessions = (resources: Resources) =>
  [
    resources.table.uses(
      'UserStore.rejectSessions',
      'UserStore.revokeTokens',
      'AuditLog.add',
      'WebPushSubscriptionStore.removeSessions',
    ),
    ...withIdentity(resources, 'IdentityProvider.endSessions', 'IdentityProvider.listSessions'),
    ...closingSockets(resources),
  ] as const;

/** Access for `startSession`. */
export const startingSessions = (resources: Resources) =>
  [
    ...endingSessions(resources),
    knowingSources(resources),
    ...withIdentity(resources, 'IdentityProvider.startSession', 'IdentityProvider.refresh'),
  ] as const;

/** Access for emitting presence to connected recent peers. */
export const emittingPresence = ({ table, sockets }: Resources) =>
  [
    table.uses(
      'UserStore.setPresence',
      'UserStore.mayEmitPresence',
      'UserStore.getMany',
      'BlockStore.listBlockedEitherWay',
      'ConversationStore.listByActivity',
      'ConnectionRegistry.listByUsers',
      'ConnectionRegistry.remove',
    ),
    sockets.uses('Broadcaster.post'),
  ] as const;
