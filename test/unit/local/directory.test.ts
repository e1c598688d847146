import { describe, expect, test } from 'vitest';
import { directory } from '#functions/adapters/local/directory.ts';
import { reportBackup } from '#functions/adapters/local/health-probe.ts';
import { closeDatabase, openDatabase } from '#functions/adapters/local/open-database.ts';
import { aRegistration } from '#test/support/builders.ts';
import { openBetween, register, send } from '#test/support/ports/actions.ts';
import { newFile, storesOn } from '#test/support/ports/local-home.ts';

const dayMs = 86_400_000;

describe('the directory of one process', () => {
  test('has everybody by name, without unfinished registrations, and figures of all', async () => {
    const env = { TABLE_NAME: newFile() };
    const stores = storesOn(openDatabase(env));
    const { users, clock } = stores;
    const bob = await register(stores, { username: 'bob' });
    const ann = await register(stores, { username: 'Ann' });
    const gone = await register(stores, { username: 'cem' });
    await users.claim(aRegistration({ username: 'half' }));
    const now = clock.now();
    for (const [user, days] of [
      [ann, 0],
      [bob, 3],
      [gone, 20],
    ] as const) {
      await users.setPresence(user.id, { onlineUntil: 0, lastSeen: now - days * dayMs });
    }
    await users.deactivate(gone.id, now);
    const talk = await openBetween(stores, ann, bob);
    await send(stores, talk.id, { senderId: ann.id, content: 'one' });
    await send(stores, talk.id, { senderId: bob.id, content: 'two' });

    const page = await directory(env).page(null);
    const figures = await directory(env).figures(now);

    expect(page).toEqual({ ids: [ann.id, bob.id, gone.id], nextCursor: null });
    expect(figures).toMatchObject({
      people: 3,
      deactivated: 1,
      activeInDays: [1, 2, 3],
      conversations: 1,
      messages: 2,
      storage: { filesBytes: 0 },
    });
    expect(figures.storage?.dataBytes).toBeGreaterThan(10_000);
    expect(figures).not.toHaveProperty('lastBackupAt');
    reportBackup(() => ({ state: 'ok', madeAt: 7 }));
    expect((await directory(env).figures(now)).lastBackupAt).toBe(7);
    closeDatabase(env);
  });
});
