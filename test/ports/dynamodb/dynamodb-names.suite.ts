import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Item, putItem } from '#functions/adapters/aws/dynamodb/table/table.ts';
import {
  areNamesCurrent,
  renewNames,
} from '#functions/adapters/aws/dynamodb/users/name-renewal.ts';
import { aRegistration } from '#test/support/builders.ts';
import { idsFound } from '#test/support/ports/actions.ts';
import type { OpenTable } from './dynamodb-table.suite.ts';

/** Items of users with names of version 0, written by the program of that time. */
const written: Item[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../support/names/version-0.json'), 'utf8'),
);
const people = written
  .filter(({ SK }) => SK === 'PROFILE')
  .map(({ PK, name }) => ({ id: String(PK).replace('USER#', ''), name: String(name) }));
const idNamed = (name: string): string => people.find((one) => one.name === name)?.id ?? '';

async function* everyId(): AsyncGenerator<string> {
  for (const { id } of people) yield id;
}

export const describeRenewal = (open: OpenTable): void => {
  describe('a table with names of version 0', () => {
    const setup = async () => {
      const stores = await open();
      for (const item of written) await putItem(stores.table, item);
      const idOf = async (name: string) => (await stores.users.findByName(name))?.id;
      return { ...stores, idOf };
    };

    it('lets all users sign in as before, both before and after the renewal', async () => {
      const { table, idOf } = await setup();
      const everybody = async () => Promise.all(people.map(({ name }) => idOf(name)));

      const before = await everybody();
      const counts = await renewNames(table, everyId());
      const after = await everybody();

      expect(people).toHaveLength(11);
      expect([before, after]).toEqual([people.map(({ id }) => id), people.map(({ id }) => id)]);
      // аре is confusable with ape, аda with ada; straße and strasse each have one of the two
      // claims.
      expect(counts).toEqual({ current: 0, renewed: 7, collides: 4 });
      expect(await idOf('STRAßE')).toBe(idNamed('straße'));
      expect(await idOf('STRASSE')).toBe(idNamed('strasse'));
      expect(await idOf('σίσυφοσ')).toBe(idNamed('σίσυφος'));
      expect(await idOf('SSA')).toBe(idNamed('ßa'));
    });

    it('finds names by new forms, and by none that no longer exists', async () => {
      const stores = await setup();

      await renewNames(stores.table, everyId());

      expect(await idsFound(stores, 'STRASS')).toEqual([idNamed('straße'), idNamed('strasse')]);
      for (const query of ['ss', 'SSA', 'ßA']) {
        expect(await idsFound(stores, query)).toEqual([idNamed('ßa')]);
      }
      expect(await idsFound(stores, 'gone')).toEqual([]);
      expect(await stores.everythingStored()).not.toMatch(/(?:GRAM|PRE)#[^"]*[ßς]/);
    });

    it('refuses a name that is confusable with a taken one', async () => {
      const { table, users } = await setup();
      await renewNames(table, everyId());

      for (const username of ['STRASSE', 'ape', 'istanbul', 'fin', 'ssa', 'g0ne', 'аԁа']) {
        expect(await users.claim(aRegistration({ username }))).toBe('username_taken');
      }
    });

    it('is renewed once, can be renewed again, and releases free claims', async () => {
      const { table, users } = await setup();
      expect(await areNamesCurrent(table)).toBe(false);

      await renewNames(table, everyId());
      const again = await renewNames(table, everyId());
      await users.update(idNamed('strasse'), { username: 'weg' }, 1);
      const later = await renewNames(table, everyId());

      expect(await areNamesCurrent(table)).toBe(true);
      expect(again).toEqual({ current: 7, renewed: 0, collides: 4 });
      expect(later).toEqual({ current: 8, renewed: 1, collides: 2 });
      const taken = await users.claim(aRegistration({ username: 'strasse' }));
      expect(taken).toBe('username_taken');
    });

    it('lets users rename and deactivate themselves before it is renewed', async () => {
      const stores = await setup();
      const { users } = stores;

      const renamed = await users.update(idNamed('straße'), { username: 'maß' }, 1);
      const email = await users.update(idNamed('σίσυφος'), { email: 'a@example.com' }, 1);
      await users.deactivate(idNamed('ßa'), 1);

      expect([renamed, email]).toMatchObject([{ username: 'maß' }, { email: 'a@example.com' }]);
      const stored = await stores.everythingStored();
      expect(stored).not.toContain('NAME#straße');
      expect(stored).toContain('NAME#σίσυφος');
      expect(await idsFound(stores, 'straße')).toEqual([idNamed('strasse')]);
      expect(await idsFound(stores, 'ßa')).toEqual([]);
      expect(await idsFound(stores, 'MASS')).toEqual([idNamed('straße')]);
      expect(await users.claim(aRegistration({ username: 'straße' }))).toBe('username_taken');
    });
  });
};
