import { describe, expect, it } from 'vitest';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { emailKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { putItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { aLongName, aRegistration } from '#test/support/builders.ts';
import { idsFound, register } from '#test/support/ports/actions.ts';
import type { dynamoHome } from '#test/support/ports/dynamo-home.ts';
import type { OpenTable } from './dynamodb-table.suite.ts';

/** A user store whose transactions fail after the given number, as when a function dies. */
const dyingAfter = (table: Table, { config }: ReturnType<typeof dynamoHome>, count: number) => {
  const client = documentClient(config);
  let transactions = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName?.startsWith('TransactWrite') && ++transactions > count) {
          throw new Error('the function died');
        }
        return next(args);
      },
    { step: 'initialize', name: 'die' },
  );
  return dynamoUserStore({ ...table, client });
};

/** The state after a function was interrupted, and its repair. */
export const describeRepair = (
  open: OpenTable,
  home: () => ReturnType<typeof dynamoHome>,
): void => {
  describe('a rename that stops before the search index is updated', () => {
    const setup = async () => {
      const stores = await open();
      const ann = await register(stores, { username: 'before' });
      const now = stores.clock.now() + 1;
      const dying = dyingAfter(stores.table, home(), 1);
      await expect(dying.update(ann.id, { username: 'after' }, now)).rejects.toThrow('died');
      return { stores, ann, now };
    };

    it('has swapped the names, and only the search is outdated', async () => {
      const { stores, ann } = await setup();

      expect(await stores.users.findByName('after')).toMatchObject({ id: ann.id });
      expect(await stores.users.findByName('before')).toBeNull();
      expect(await idsFound(stores, 'before')).toEqual([ann.id]);
      expect(await idsFound(stores, 'after')).toEqual([]);
    });

    it.each([
      ['the same rename', { username: 'after' }, 'after'],
      ['another one', { username: 'later' }, 'later'],
      ['a change of the e-mail address', { email: 'ann@example.com' }, 'after'],
    ])('is repaired by %s', async (_, change, name) => {
      const { stores, ann, now } = await setup();

      await stores.users.update(ann.id, change, now + 1);

      for (const former of ['before', 'after', 'later'].filter((one) => one !== name)) {
        expect(await idsFound(stores, former)).toEqual([]);
      }
      expect(await idsFound(stores, name)).toEqual([ann.id]);
    });

    it('leaves nothing in the search when the user is deactivated', async () => {
      const { stores, ann, now } = await setup();

      await stores.users.deactivate(ann.id, now + 1);

      for (const name of ['before', 'after']) expect(await idsFound(stores, name)).toEqual([]);
      expect(await stores.everythingStored()).not.toMatch(/GRAM#|PRE#/);
    });
  });

  describe('a claim of an e-mail address, as earlier versions wrote', () => {
    it('blocks no user, and is removed when its holder changes the address', async () => {
      const stores = await open();
      const claim = 'ann@example.com';
      const ann = await register(stores, { email: claim });
      const bob = await register(stores, { email: claim });
      await putItem(stores.table, { ...emailKey(claim), uid: ann.id, at: 0 });

      expect(await stores.users.claim(aRegistration({ email: claim }))).toBe('claimed');
      await stores.users.update(bob.id, { email: 'bob@example.com' }, stores.clock.now());
      const others = await stores.everythingStored();
      await stores.users.update(ann.id, { email: 'new@example.com' }, stores.clock.now());
      const after = await stores.everythingStored();

      expect([others, after].map((stored) => stored.includes('EMAIL#'))).toEqual([true, false]);
    });
  });

  describe('names with more pieces than a transaction can write', () => {
    it('are swapped completely', async () => {
      const stores = await open();
      const [before, after] = [aLongName('first'), aLongName('second')];
      const ann = await register(stores, { username: before });

      const renamed = await stores.users.update(ann.id, { username: after }, stores.clock.now());

      expect(renamed).toMatchObject({ username: after });
      expect(await idsFound(stores, after)).toEqual([ann.id]);
      expect(await idsFound(stores, before)).toEqual([]);
      expect(await stores.users.claim(aRegistration({ username: before }))).toBe('claimed');
    });

    it('are repaired after an interrupted rename, and removed with their user', async () => {
      const stores = await open();
      const [before, after] = [aLongName('first'), aLongName('second')];
      const ann = await register(stores, { username: before });
      const dying = dyingAfter(stores.table, home(), 3);
      const now = stores.clock.now();
      await expect(dying.update(ann.id, { username: after }, now)).rejects.toThrow('died');

      await stores.users.update(ann.id, { username: after }, now);
      const found = [await idsFound(stores, before), await idsFound(stores, after)];
      await stores.users.deactivate(ann.id, now);

      expect(found).toEqual([[], [ann.id]]);
      expect(await stores.everythingStored()).not.toMatch(/GRAM#|PRE#/);
    });

    it('remain after an interrupted deactivation, which can be repeated', async () => {
      const stores = await open();
      const ann = await register(stores, { username: aLongName() });
      const now = stores.clock.now();
      const dying = dyingAfter(stores.table, home(), 1);
      await expect(dying.deactivate(ann.id, now)).rejects.toThrow('died');
      const halfWay = await stores.users.get(ann.id);

      await stores.users.deactivate(ann.id, now);

      expect(halfWay?.isActive).toBe(true);
      expect((await stores.users.get(ann.id))?.isActive).toBe(false);
      expect(await stores.everythingStored()).not.toMatch(/GRAM#|PRE#/);
    });
  });
};
