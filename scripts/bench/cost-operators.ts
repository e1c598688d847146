import type { Caller } from '#core/domain/user.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import type { Clock, Ids } from '#core/ports/system.ts';
import type { UserStore } from '#core/ports/users.ts';
import { makeInviteAsOperator } from '#core/usecases/operator/operator-invitations.ts';
import { makeListPeople } from '#core/usecases/operator/people.ts';
import { tokenFamilies } from '#functions/adapters/aws/cognito/token-families.ts';
import { dynamoAttachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import { dynamoAuditLog } from '#functions/adapters/aws/dynamodb/audit-log.ts';
import { dynamoFactorStore } from '#functions/adapters/aws/dynamodb/factors/factor-store.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoInviteStore } from '#functions/adapters/aws/dynamodb/users/invite-store.ts';
import { dynamoPasskeyStore } from '#functions/adapters/aws/dynamodb/users/passkey-store.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;
type Deps = { readonly users: UserStore; readonly clock: Clock; readonly ids: Ids };

/** What operators do. `people`: the ids of 20 people, which Cognito lists. */
export const measureOperators = async (
  table: Table,
  deps: Deps,
  { caller, people }: { caller: Caller; people: readonly string[] },
  measure: Measure,
): Promise<void> => {
  await deps.users.setOperator(caller.userId, true);
  const families = tokenFamilies(table, deps.ids);
  const identities = { listSessions: families.list } as IdentityProvider;
  const directory = {
    page: async () => ({ ids: [...people], nextCursor: null }),
    figures: async () => ({ people: people.length }),
  };
  const views = {
    identities,
    attachments: dynamoAttachmentStore(table),
    factors: dynamoFactorStore(table, deps.ids),
    passkeys: dynamoPasskeyStore(table),
  };
  await measure('operators: page of 20 people', () =>
    makeListPeople({ ...deps, ...views, directory })(caller, {}),
  );
  const inviting = {
    ...deps,
    invites: dynamoInviteStore(table),
    audit: dynamoAuditLog(table),
    invitations: 'operator' as const,
  };
  await measure('operators: create an invitation', () =>
    makeInviteAsOperator(inviting)(caller, { device: 'a device', address: '192.0.2.0/24' }),
  );
};
