import type { Caller } from '#core/domain/user.ts';
import { makeListBlocks } from '#core/usecases/account/blocks.ts';
import { makeGetMe } from '#core/usecases/account/get-me.ts';
import { makeGetUser } from '#core/usecases/account/get-user.ts';
import type { SendDeps } from '#core/usecases/messages/send-message.ts';
import { parseRefreshToken } from '#functions/adapters/aws/cognito/refresh-token.ts';
import { tokenFamilies } from '#functions/adapters/aws/cognito/token-families.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

/** The reads of a page before its first view, besides conversations and messages. */
export const measureSessions = async (
  table: Table,
  deps: Omit<SendDeps, 'push'>,
  { caller, peer }: { caller: Caller; peer: Caller },
  measure: Measure,
): Promise<void> => {
  const families = tokenFamilies(table, deps.ids);
  const { userId } = caller;
  const family = { userId, familyId: deps.ids.uuid(), expiresAt: deps.clock.now() + 86_400_000 };
  const client = { device: 'a device', address: '192.0.2.1' };
  const issued = parseRefreshToken(await families.start(family, 'a token of Cognito', client));
  if (!issued) throw new Error('no refresh token');
  // The steps of the identity provider around its call of Cognito, and of the use case after it.
  await measure('refresh of a session', async () => {
    await families.open(issued);
    await families.rotate(issued, 'another token of Cognito', client);
    await deps.users.get(userId);
  });
  await measure('own profile', () => makeGetMe(deps)(caller));
  await measure('list of blocks', () => makeListBlocks(deps)(caller));
  await measure('profile of another', () => makeGetUser(deps)(caller, peer.userId));
};
