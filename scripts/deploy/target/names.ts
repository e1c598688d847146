import type { IdentityProvider } from '#core/ports/identity.ts';
import { identityProvider } from '#functions/adapters/aws/cognito/identity-provider.ts';
import { tableOf } from '#functions/adapters/aws/dynamodb/table/table.ts';
import {
  areNamesCurrent,
  renewNames,
} from '#functions/adapters/aws/dynamodb/users/name-renewal.ts';
import type { Outputs } from '#scripts/deploy/outputs-of.ts';

async function* everyId(identities: IdentityProvider): AsyncGenerator<string> {
  let cursor: string | null = null;
  do {
    const piece: Awaited<ReturnType<IdentityProvider['listIds']>> =
      await identities.listIds(cursor);
    yield* piece.ids;
    cursor = piece.nextCursor;
  } while (cursor !== null);
}

/**
 * Updates the name claims and search entries of a stage to this version's folding and skeletons. Returns the
 * result; null if they were current. `isForced`: also if they are current, for claims that have become free.
 */
export const renewStageNames = async (
  { TableName = '', UserPoolId = '', UserPoolClientId = '' }: Outputs,
  { isForced }: { isForced: boolean },
): Promise<string | null> => {
  const env = {
    TABLE_NAME: TableName,
    USER_POOL_ID: UserPoolId,
    USER_POOL_CLIENT_ID: UserPoolClientId,
  };
  const table = tableOf(env);
  if (!isForced && (await areNamesCurrent(table))) return null;
  const counts = await renewNames(table, everyId(identityProvider(env)));
  const { current, renewed, collides } = counts;
  return `names: ${renewed} renewed, ${current} current, ${collides} confusable with another`;
};
