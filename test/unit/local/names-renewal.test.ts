import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { SqliteUserStore } from '#functions/adapters/local/sqlite/user-store.ts';
import { aRegistration } from '../../support/builders.ts';
import { fakeClock } from '../../support/fakes.ts';

/** Opens a data file with names of version 0, written by the program of that time. */
const setup = () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  const path = join(folder, 'parley.db');
  const old = new DatabaseSync(path);
  const dump = join(import.meta.dirname, '../../support/names/version-0.sql');
  old.exec(readFileSync(dump, 'utf8'));
  old.close();
  const db = new Database(path);
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  const users = new SqliteUserStore(db, fakeClock());
  const idOf = async (name: string) => (await users.findByName(name))?.username;
  const found = async (query: string) =>
    (await users.search(query, { offset: 0, limit: 10 })).items.map(({ username }) => username);
  return { path, db, users, idOf, found };
};

describe('a data file with names of version 0', () => {
  it('lets all users sign in as before, by the exact name if two names have the same form', async () => {
    const { db, idOf } = setup();
    const names = db.all('SELECT username FROM users').map(({ username }) => String(username));

    expect(names).toHaveLength(14);
    for (const name of names) expect(await idOf(name)).toBe(name);
    expect(await idOf('STRAßE')).toBe('straße');
    expect(await idOf('STRASSE')).toBe('strasse');
    expect(await idOf('straẞe')).toBe('straße');
    expect(await idOf('ſtrasse')).toBe('strasse');
  });

  it('finds and signs in users by new forms', async () => {
    const { idOf, found } = setup();

    expect(await idOf('SSA')).toBe('ßa');
    expect(await idOf('σίσυφοσ')).toBe('σίσυφος');
    expect(await found('STRASS')).toEqual(['strasse', 'straße']);
    expect(await found('SSA')).toEqual(['ßa']);
    expect(await found('ss')).toEqual(['ßa']);
    expect(await found('ΣΥΦΟΣ')).toEqual(['σίσυφος']);
    expect(await found('gone')).toEqual([]);
  });

  it.each(['STRASSE', 'straẞe', 'Аре', 'istanbul', 'fin', 'ssa', 'gone', 'g0ne', 'adrnin', 'аԁа'])(
    'refuses %j, which is taken or confusable with a taken name',
    async (username) => {
      const { users } = setup();

      expect(await users.claim(aRegistration({ username }))).toBe('username_taken');
    },
  );

  it('frees a shared form when one of two users is renamed, so that the other has it alone', async () => {
    const { users, idOf } = setup();
    const strasse = await users.findByName('strasse');

    const again = await users.update(strasse?.id ?? '', { username: 'straſſe' }, 1);
    const renamed = await users.update(strasse?.id ?? '', { username: 'weg' }, 1);

    expect(again).toBe('username_taken');
    expect(renamed).toMatchObject({ username: 'weg' });
    expect(await idOf('STRASSE')).toBe('straße');
    expect(await users.claim(aRegistration({ username: 'strasse' }))).toBe('username_taken');
  });

  it('is renewed once: later changes of names stay', async () => {
    const { path, db, users } = setup();
    const ada = await users.findByName('ada');
    await users.update(ada?.id ?? '', { username: 'lovelace' }, 1);

    const again = new Database(path);
    const names = again.all('SELECT * FROM user_names ORDER BY user_id');
    again.close();

    expect(names).toEqual(db.all('SELECT * FROM user_names ORDER BY user_id'));
    expect(names.map(({ folded }) => folded)).toContain('lovelace');
  });
});
