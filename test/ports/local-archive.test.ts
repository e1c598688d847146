import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { archiveKinds } from '#contracts/archive/records.ts';
import type { ArchiveTarget } from '#core/ports/archive.ts';
import { dataFileSource } from '#functions/adapters/local/archive/data-file-source.ts';
import { dataFileTarget } from '#functions/adapters/local/archive/data-file-target.ts';
import { Files } from '#functions/adapters/local/disk/files.ts';
import { LocalIdentityProvider } from '#functions/adapters/local/identity/identity-provider.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { restoreArchive } from '#scripts/archive/restore-archive.ts';
import { writeArchive } from '#scripts/archive/write-archive.ts';
import { fillExpired, textOf } from '#test/support/archive/expired.ts';
import { fillWorld } from '#test/support/archive/world.ts';
import { aClient } from '#test/support/builders.ts';
import { send } from '#test/support/ports/actions.ts';
import { newDatabase, newFile, storesOn } from '#test/support/ports/local-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => join(folder, String(++folders));
const silent = () => undefined;
const password = 'Pass-1 ü';

/**
 * What an archive leaves out: sessions, tokens, keys, push subscriptions, rate limits, and work that waits.
 * A table that is in neither list fails the test.
 */
const leftOut = [
  'settings',
  'token_families',
  'refresh_tokens',
  'web_push_subscriptions',
  'due_notifications',
  'counters',
  'blob_removals',
];
/** Columns that a restore makes anew. */
const renewed: Readonly<Record<string, string[]>> = {
  users: ['presence_told_at', 'ended_sessions'],
  credentials: ['subject'],
  known_sources: ['seen_at'],
  second_factors: ['sealed'],
};

/** All rows of the tables that an archive has, without what it leaves out. */
const tablesOf = (db: Database): Record<string, unknown[]> => {
  const names = db.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  const kept = names.map(({ name }) => String(name)).filter((name) => !leftOut.includes(name));
  return Object.fromEntries(
    kept.map((name) => {
      const rows = db.all(`SELECT * FROM "${name}"`).map((row) => {
        const entries = Object.entries(row).filter(([key]) => !renewed[name]?.includes(key));
        return Object.fromEntries(entries);
      });
      return [name, rows];
    }),
  );
};

const aWorld = async () => {
  const file = newFile();
  const db = new Database(file);
  const files = new Files(newFolder());
  const stores = storesOn(db);
  const world = await fillWorld(stores, (key, bytes) => files.write(key, bytes));
  const identities = identitiesOn(db, stores);
  for (const { id } of [world.ann, world.bob, world.eve]) await identities.create(id, password);
  await identities.create(world.gone.id, password);
  await identities.deactivate(world.gone.id);
  // The archive has neither the unfinished registration nor the unchecked upload, nor the unconfirmed factor.
  await db.write(() => {
    db.run('DELETE FROM users WHERE is_finished = 0');
    db.run("DELETE FROM attachments WHERE state = 'pending'");
    db.run('DELETE FROM second_factors WHERE confirmed_at IS NULL');
    db.run(
      'UPDATE invites SET id = NULL, created_at = 0 WHERE inviter_id IS NULL OR used_by IS NOT NULL',
    );
  });
  const now = stores.clock.now();
  const write = async (to: string) => {
    const source = dataFileSource(new Database(file), files);
    const written = await writeArchive(source, to, { now, say: silent });
    await source.close();
    return written;
  };
  return { db, files, stores, world, write };
};

const identitiesOn = (db: Database, { clock, ids }: ReturnType<typeof storesOn>) =>
  new LocalIdentityProvider(db, clock, ids, { poolId: 'local', clientId: 'parley' });

it('restores a data file with equal tables and bytes', async () => {
  const { db, write, world } = await aWorld();
  const to = newFolder();
  const { manifest, missing } = await write(to);
  const [other, files] = [newDatabase(), new Files(newFolder())];

  await restoreArchive(dataFileTarget(other, files), to, silent);

  expect(missing).toBe(0);
  for (const kind of archiveKinds) expect([kind, manifest.files[kind].count]).not.toContain(0);
  expect(tablesOf(other)).toEqual(tablesOf(db));
  expect((await files.read(`att/${world.picture}`))?.bytes).toEqual(Buffer.alloc(68, 1));
});

it('contains nothing of what has expired but its place, which the restored home then counts no longer', async () => {
  const file = newFile();
  const [stores, files] = [storesOn(new Database(file)), new Files(newFolder())];
  const world = await fillExpired(stores, (key, bytes) => files.write(key, bytes));
  const { id, bob, fileId, keptId, expiresAt } = world;
  const [earlier, later] = [newFolder(), newFolder()];
  const source = dataFileSource(new Database(file), files);
  await writeArchive(source, earlier, { now: expiresAt - 1, say: silent });
  await writeArchive(source, later, { now: expiresAt, say: silent });
  const other = newDatabase();

  await restoreArchive(dataFileTarget(other, new Files(newFolder())), later, silent);

  expect(textOf(earlier)).toMatch(/wombat.*🦘/s);
  expect(textOf(earlier)).toMatch(new RegExp(`quokka.*${fileId}`, 's'));
  for (const gone of ['wombat', 'quokka', '🦘', fileId]) expect(textOf(later)).not.toContain(gone);
  expect(textOf(later)).toContain(join('blobs', keptId));
  const there = storesOn(other);
  there.clock.advance(expiresAt - there.clock.now());
  stores.clock.advance(expiresAt - stores.clock.now());
  const restored = await there.conversations.get(id);
  expect(restored?.states[bob.id]).toMatchObject({ unread: 1, received: 1, sent: 1 });
  expect(restored).toEqual(await stores.conversations.get(id));
});

it('restores passwords, names and guards, so that people and their outboxes go on', async () => {
  const { write, world, stores } = await aWorld();
  const to = newFolder();
  await write(to);
  const other = newDatabase();
  await restoreArchive(dataFileTarget(other, new Files(newFolder())), to, silent);
  const there = storesOn(other);
  there.clock.advance(stores.clock.now() - there.clock.now());
  const { ann, bob, gone, talk, guarded } = world;
  const identities = identitiesOn(other, there);

  expect(await identities.signIn(ann.id, password, aClient())).toMatchObject({ userId: ann.id });
  expect(await identities.signIn(gone.id, password, aClient())).toBe('invalid_credentials');
  const factor = await there.factors.get(ann.id);
  expect(factor && there.factorKeys.open(ann.id, factor.sealed)).toEqual(Buffer.alloc(20, 9));
  expect((await there.users.findByName('STRASSE'))?.id).toBe(world.eve.id);
  const repeated = await send(there, talk.id, guarded);
  expect(repeated).toMatchObject({ created: false, message: { content: 'sent once' } });
  expect(await there.conversations.get(talk.id)).toEqual(await stores.conversations.get(talk.id));
  const next = await send(there, talk.id, { senderId: bob.id });
  const before = await stores.conversations.get(talk.id);
  expect(next.message.seq).toBe((before?.seq ?? 0) + 1);
});

it('goes on after an interruption at any portion, and stores nothing twice', async () => {
  const { db, write } = await aWorld();
  const to = newFolder();
  await write(to);
  const [other, files] = [newDatabase(), new Files(newFolder())];
  const target = dataFileTarget(other, files);
  /** Fails after its first call that stores something new. */
  const interrupted = (): ArchiveTarget => {
    let puts = 0;
    const put: ArchiveTarget['put'] = async (...args) => {
      if (++puts > 1) throw new Error('killed');
      await target.put(...args);
    };
    return { ...target, put };
  };

  let tries = 0;
  for (let isDone = false; !isDone; tries++) {
    isDone = await restoreArchive(interrupted(), to, silent).then(
      () => true,
      (error: Error) => {
        expect(error.message).toBe('killed');
        return false;
      },
    );
  }

  expect(tries).toBeGreaterThan(archiveKinds.length);
  expect(tablesOf(other)).toEqual(tablesOf(db));
});

it('refuses a damaged archive, a full home, and another archive than the one that it began', async () => {
  const [{ write, db, files }, second] = [await aWorld(), await aWorld()];
  const [to, elsewhere] = [newFolder(), newFolder()];
  await Promise.all([write(to), second.write(elsewhere)]);
  const restore = (target: Database, from: string) =>
    restoreArchive(dataFileTarget(target, files), from, silent);

  await expect(restore(db, to)).rejects.toThrow('the target has data already');
  const begun = newDatabase();
  await dataFileTarget(begun, files).put([], JSON.stringify({ archive: 'other' }));
  await expect(restore(begun, to)).rejects.toThrow('a part of another archive');

  const messages = join(to, 'messages.ndjson');
  const whole = readFileSync(messages, 'utf8');
  writeFileSync(messages, whole.replace('sent once', 'sent 0nce'));
  await expect(restore(newDatabase(), to)).rejects.toThrow(/messages.ndjson is damaged/);
  writeFileSync(messages, whole);
  appendFileSync(join(to, 'guards.ndjson'), whole.slice(0, whole.indexOf('\n') + 1));
  await expect(restore(newDatabase(), to)).rejects.toThrow(/guards.ndjson is damaged/);
  rmSync(join(to, 'manifest.json'));
  await expect(restore(newDatabase(), to)).rejects.toThrow(/no complete archive/);
  const blob = join(elsewhere, 'blobs', second.world.picture);
  writeFileSync(blob, new Uint8Array(68));
  const empty = restoreArchive(
    dataFileTarget(newDatabase(), new Files(newFolder())),
    elsewhere,
    silent,
  );
  await expect(empty).rejects.toThrow(/bytes of .* are damaged/);
});
