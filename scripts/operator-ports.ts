import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePush } from '#core/push.ts';
import { makeEmitPresence, type PresenceDeps } from '#core/shared/emit-presence.ts';
import { type EndSessionsDeps, makeEndSessions } from '#core/shared/end-sessions.ts';
import type { OperatorDeps } from '#core/usecases/operator/operate-users.ts';
import { migrations } from '#functions/adapters/local/sqlite/schema.ts';
import { versionOf } from '#functions/adapters/local/sqlite/upgrade.ts';
import { UserError } from './command.ts';
import type { Outputs } from './deploy/outputs-of.ts';
import { chooseTarget } from './deploy/target/target.ts';

/**
 * A command upgrades no data file: an earlier server may be running on it. @throws UserError
 */
const expectCurrent = (file: string): void => {
  const db = new DatabaseSync(file, { readOnly: true });
  const version = versionOf(db);
  db.close();
  if (version === 0 || version >= migrations.length) return;
  throw new UserError(
    'the data file is of an earlier version: start this Parley once, which upgrades it',
  );
};

/** @throws UserError if there is no data file, or one of an earlier version */
export const localEnv = (data: string): Env => {
  const file = join(resolve(data), 'parley.db');
  if (!existsSync(file)) throw new UserError(`there is no data file in ${data}: see --data`);
  expectCurrent(file);
  return {
    TABLE_NAME: file,
    USER_POOL_ID: 'local',
    USER_POOL_CLIENT_ID: 'parley',
    CONNECTIONS_ENDPOINT: 'local',
  };
};

/** The environment of an operator's ports on a deployed stage. */
export const stageEnv = ({
  TableName = '',
  UserPoolId = '',
  UserPoolClientId = '',
  SocketManagementUrl = '',
}: Outputs): Env => ({
  TABLE_NAME: TableName,
  USER_POOL_ID: UserPoolId,
  USER_POOL_CLIENT_ID: UserPoolClientId,
  CONNECTIONS_ENDPOINT: SocketManagementUrl,
});

/** The ports on a deployed stage. */
export const portsOnStage = async (outputs: Outputs): Promise<OperatorDeps> =>
  portsOf(await import('../functions/adapters/aws/index.ts'), stageEnv(outputs));

/** What is deployed of a stage. Loads the clients of AWS, which a server of one process does not have. */
export const stageOutputs = async (stage: string): Promise<Outputs> => {
  const target = chooseTarget(stage);
  const { currentAccount } = await import('./deploy/target/account.ts');
  await currentAccount(target);
  return (await import('./deploy/outputs-of.ts')).outputsOf(target);
};

/** The ports of the requested home. */
export const openHome = async (stage: string | undefined, data: string): Promise<OperatorDeps> => {
  if (stage) return portsOnStage(await stageOutputs(stage));
  return portsOf(await import('../functions/adapters/local/index.ts'), localEnv(data));
};

type Env = Record<
  'TABLE_NAME' | 'USER_POOL_ID' | 'USER_POOL_CLIENT_ID' | 'CONNECTIONS_ENDPOINT',
  string
>;
/** Both homes export the same factories. */
interface Backend {
  readonly userStore: (env: Env) => OperatorDeps['users'];
  readonly identityProvider: (env: Env) => OperatorDeps['identities'];
  readonly inviteStore: (env: Env) => OperatorDeps['invites'];
  readonly conversationStore: (env: Env) => PresenceDeps['conversations'];
  readonly blockStore: (env: Env) => PresenceDeps['blocks'];
  readonly auditLog: (env: Env) => OperatorDeps['audit'];
  readonly factorStore: (env: Env) => OperatorDeps['factors'];
  readonly passkeyStore: (env: Env) => OperatorDeps['passkeys'];
  readonly webPushSubscriptionStore: (env: Env) => EndSessionsDeps['subscriptions'];
  readonly pushPorts: (env: Env) => Parameters<typeof makePush>[0];
  readonly ids: OperatorDeps['ids'];
}

const portsOf = (backend: Backend, env: Env): OperatorDeps => {
  const deps = {
    users: backend.userStore(env),
    identities: backend.identityProvider(env),
    invites: backend.inviteStore(env),
    conversations: backend.conversationStore(env),
    blocks: backend.blockStore(env),
    audit: backend.auditLog(env),
    factors: backend.factorStore(env),
    passkeys: backend.passkeyStore(env),
    subscriptions: backend.webPushSubscriptionStore(env),
    ids: backend.ids,
    // In one process these ports belong to this command and have no sockets: the server notices that the data
    // file changed.
    ...backend.pushPorts(env),
  };
  const push = makePush(deps);
  const emitPresence = makeEmitPresence({ ...deps, push });
  return { ...deps, push, endSessions: makeEndSessions({ ...deps, emitPresence }) };
};
