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

/** One function behind one route: its size, and what it is given of the resources. */
export interface Endpoint<S extends z.ZodObject = z.ZodObject> extends FunctionSpec<S> {
  /** Which of the stage's throttles holds; `default` when absent. */
  readonly throttle?: 'credentials' | 'uploads' | 'public';
  /** The operations of the ports that the handler's use case calls, no more: a test derives the same list. */
  readonly backend: (resources: Resources) => Binding<z.output<S> & Variables>;
}

/** Checks the binding of an endpoint against its env schema. */
export const endpoint = <S extends z.ZodObject>(definition: Endpoint<S>): Endpoint => definition;

/**
 * Sizes. CPU comes with memory, and start-up is boosted whatever the size, so it is the warm call that
 * counts: it mostly waits for DynamoDB.
 */
export const sizes = {
  /** One or two reads: more memory buys nothing that a person could notice. */
  small: { memoryMb: 256, timeoutSeconds: 10 },
  /** Writes with retries, pages of JSON, and pushes whose TLS handshakes need CPU. */
  medium: { memoryMb: 512, timeoutSeconds: 15 },
  /** The calls that people wait for while typing: the double CPU about halves what is not waiting. */
  fast: { memoryMb: 1_024, timeoutSeconds: 15 },
  /** Several calls to Cognito in a row, which hashes passwords: it may take seconds, the gateway waits 30. */
  identity: { memoryMb: 512, timeoutSeconds: 25 },
} as const;

/** Passwords and tokens: what the operations do at Cognito, and to the families of tokens in the table. */
export const withIdentity = (
  { table, identity }: Resources,
  ...operations: readonly IdentityOperation[]
) => [table.uses(...operations), identity.uses(...operations)] as const;

/** What a push to the members of a conversation does. */
export const pushing = ({ table, sockets }: Resources) =>
  [
    table.uses('ConnectionRegistry.listByUsers', 'ConnectionRegistry.remove'),
    sockets.uses('Broadcaster.post'),
  ] as const;

/** What counting attempts by address does: sign-ins, registrations, changes of password. */
export const counting = ({ table, settings }: Resources) =>
  [table.uses('CounterStore.take', 'CounterStore.giveBack'), settings.viewer] as const;

/** What a sign-in or a registration does besides: from where the user is known. */
export const knowingSources = ({ table }: Resources) =>
  table.uses('KnownSourceStore.has', 'KnownSourceStore.remember');

/** What closing the sockets of a user does. */
export const closingSockets = ({ table, sockets }: Resources) =>
  [
    table.uses(
      'ConnectionRegistry.listByUsers',
      'ConnectionRegistry.remove',
      'UserStore.setPresence',
    ),
    sockets.uses('Broadcaster.post', 'Broadcaster.disconnect'),
  ] as const;

/** What ending sessions does: see `makeEndSessions`. */
export const endingSessions = (resources: Resources) =>
  [
    resources.table.uses('UserStore.rejectSessions', 'UserStore.revokeTokens', 'AuditLog.add'),
    ...withIdentity(resources, 'IdentityProvider.endSessions', 'IdentityProvider.listSessions'),
    ...closingSockets(resources),
  ] as const;

/** Telling the recent peers who are connected that a user came or went. */
export const tellingPresence = ({ table, sockets }: Resources) =>
  [
    table.uses(
      'UserStore.setPresence',
      'UserStore.mayTellPresence',
      'UserStore.getMany',
      'BlockStore.listApart',
      'ConversationStore.listByActivity',
      'ConnectionRegistry.listByUsers',
      'ConnectionRegistry.remove',
    ),
    sockets.uses('Broadcaster.post'),
  ] as const;
