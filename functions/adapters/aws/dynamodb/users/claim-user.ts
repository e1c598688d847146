import type { User } from '#core/domain/user.ts';
import type { RegistrationRefusal } from '#core/ports/users.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import { absent, type Table, type Write } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { getUser } from './get-user.ts';
import { inviteUse, reopenInvite } from './invite-item.ts';
import { claimsOf, makeRoom, removeUnfinished, takeClaims } from './user-claims.ts';
import { profileItem } from './user-item.ts';

/** Claims name, profile and invitation in one transaction; removes abandoned registrations first. */
export const claimUser = (
  table: Table,
  user: User,
  invite?: string,
): Promise<'claimed' | RegistrationRefusal> => {
  const profile: Write = { Put: { Item: profileItem(user), ConditionExpression: absent } };
  const holder = { uid: user.id, at: user.createdAt };
  const attempt = async (): Promise<'claimed' | RegistrationRefusal> => {
    const use = invite === undefined ? undefined : await inviteUse(table, invite, holder);
    if (use === null) return 'invalid_invite';
    const taken = await takeClaims(table, claimsOf(user), holder, use ? [profile, use] : [profile]);
    if (!taken) return 'claimed';
    return (await makeRoom(table, taken)) ? taken.refusal : attempt();
  };
  return withRetries(table.clock, attempt, isLostRace);
};

/**
 * Removes an unfinished claim, then opens its invitation. If only the first succeeds, the invitation can be
 * used after `unfinishedClaimSeconds`.
 */
export const releaseUser = async (table: Table, id: string, invite?: string): Promise<void> => {
  const attempt = async () => {
    const user = await getUser(table, id);
    if (user?.isFinished) return;
    if (user) await removeUnfinished(table, user);
    if (invite !== undefined) await reopenInvite(table, invite, id);
  };
  await withRetries(table.clock, attempt, isLostRace);
};
