import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { IdentityProvider } from '#core/ports/identity.ts';
import { makeSignIn } from '#core/usecases/account/sign-in.ts';
import { dynamoAuditLog } from '#functions/adapters/aws/dynamodb/audit-log.ts';
import { dynamoCounterStore } from '#functions/adapters/aws/dynamodb/counter-store.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { dynamoKnownSourceStore } from '#functions/adapters/aws/dynamodb/users/known-source-store.ts';
import { getOldPassword } from '#functions/adapters/aws/dynamodb/users/old-password.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { noPasswordQueue } from '#functions/adapters/aws/guess-ports.ts';
import { refusedSignIn } from '#scripts/bench/prices.ts';
import type { OpenTable } from '#test/ports/dynamodb/dynamodb-table.suite.ts';
import { aClient } from '#test/support/builders.ts';
import { register } from '#test/support/ports/actions.ts';
import { meterCapacity, type Units } from '#test/support/ports/consumed-capacity.ts';
import type { dynamoHome } from '#test/support/ports/dynamo-home.ts';

/** Sign-ins with wrong passwords, on a client that reports the consumption of each. */
const setup = async (open: OpenTable, home: ReturnType<typeof dynamoHome>) => {
  const stores = await open();
  const client = documentClient(home.config);
  const mirror = await home.openTable(stores.clock);
  const { unitsOf } = meterCapacity(client, home.client, mirror.name);
  const table = { ...stores.table, client };
  /** After Cognito has refused, as the identity provider does. */
  const refuse = async (userId: string | null) => {
    await getOldPassword(table, userId ?? stores.ids.uuid());
    return 'invalid_credentials';
  };
  const signIn = makeSignIn({
    users: dynamoUserStore(table),
    identities: { checkPassword: refuse } as unknown as IdentityProvider,
    counters: dynamoCounterStore(table),
    sources: dynamoKnownSourceStore(table),
    factors: stores.factors,
    challenges: stores.challenges,
    queue: noPasswordQueue,
    audit: dynamoAuditLog(table),
    clock: stores.clock,
    ids: stores.ids,
    endSessions: async () => undefined,
  });
  const ann = await register(stores);
  let codes: string[] = [];
  const guess = async (username: string, address: string): Promise<Units> =>
    unitsOf(async () => {
      const request = { username, password: 'Wrong-Pass-1', address, device: 'a cookie' };
      const answer = await signIn({ ...request, client: aClient() });
      codes.push(answer.ok ? 'signed in' : answer.code);
    });
  return {
    ann,
    guess,
    taken: () => {
      const taken = codes;
      codes = [];
      return taken;
    },
  };
};

const { perNameAndAddress, strangers } = limits.attempts;

/** The cost of a refused sign-in: the table in docs/security.md uses it. */
export const describeSignInBudget = (
  open: OpenTable,
  home: () => ReturnType<typeof dynamoHome>,
): void => {
  describe('consumed capacity of refused sign-ins', () => {
    it('is within the costs of abuse in docs/cost.md, whichever limit refuses', async () => {
      const { ann, guess, taken } = await setup(open, home());
      const most = { write: 0, read: 0 };
      // As many networks as needed to reach every limit of unknown sources.
      for (let n = 0; n < strangers.free + 4; n++) {
        const { write, read } = await guess(ann.username, `2001:db8:${n.toString(16)}::1`);
        most.write = Math.max(most.write, write);
        most.read = Math.max(most.read, read);
      }

      expect(taken()).toContain('too_many_attempts');
      expect(most.write).toBe(refusedSignIn.write);
      expect(most.read).toBeLessThanOrEqual(refusedSignIn.read);
    });

    it('is the same for an unknown name', async () => {
      const { ann, guess, taken } = await setup(open, home());

      for (let n = 0; n < perNameAndAddress + 2; n++) {
        const known = await guess(ann.username, '192.0.2.1');
        const unknown = await guess('nobody', '198.51.100.1');
        expect(unknown).toEqual(known);
      }

      expect(new Set(taken())).toEqual(new Set(['invalid_credentials', 'too_many_attempts']));
    });
  });
};
