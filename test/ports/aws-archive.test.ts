import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveKinds } from '#contracts/archive/records.ts';
import type { ArchiveSource, ArchiveTarget } from '#core/ports/archive.ts';
import { type Item, putItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dataFileSource } from '#functions/adapters/local/archive/data-file-source.ts';
import { dataFileTarget } from '#functions/adapters/local/archive/data-file-target.ts';
import { Files } from '#functions/adapters/local/disk/files.ts';
import { LocalIdentityProvider } from '#functions/adapters/local/identity/identity-provider.ts';
import { Database } from '#functions/adapters/local/sqlite/database.ts';
import { restoreArchive } from '#scripts/archive/restore-archive.ts';
import { writeArchive } from '#scripts/archive/write-archive.ts';
import { emptyStageOn } from '#test/support/archive/empty-stage.ts';
import { fillExpired, textOf } from '#test/support/archive/expired.ts';
import { fillWorld } from '#test/support/archive/world.ts';
import { hasCapability } from '#test/support/capabilities.ts';
import {
  type DynamoDbLocal,
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '#test/support/dynamodb-local/dynamodb-local.ts';
import { send } from '#test/support/ports/actions.ts';
import { dynamoHome } from '#test/support/ports/dynamo-home.ts';
import { newDatabase, newFile, storesOn } from '#test/support/ports/local-home.ts';

const canRun = hasCapability('archives on DynamoDB Local', await dynamoDbLocalMissing());
const silent = () => undefined;
const folder = mkdtempSync(join(tmpdir(), 'parley-archive-'));
let folders = 0;
const newFolder = (): string => join(folder, String(++folders));

/** What is not part of an archive, or computed by a restore in another way. */
const notCompared = /^(CONN|TICKET|RATE|ENDPOINT|NAMES|STORAGE|RESTORE)#?/;

describe.skipIf(!canRun)('archives of a table', () => {
  let server: DynamoDbLocal;
  let home: ReturnType<typeof dynamoHome>;
  beforeAll(async () => {
    server = await startDynamoDbLocal();
    home = dynamoHome(server.endpoint);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const emptyStage = () => emptyStageOn(home);

  const archiveOf = async (source: ArchiveSource, now: number) => {
    const to = newFolder();
    const { manifest } = await writeArchive(source, to, { now, say: silent });
    return { to, manifest };
  };

  /** Is it a registration or an upload that was not finished, or has it a number that a restore chooses? */
  const isLeftOut = (
    { PK, SK, fin, st, uid, on, list }: Item,
    unfinished: ReadonlySet<unknown>,
  ): boolean =>
    notCompared.test(String(PK)) ||
    /^(INVITE#\d|FILE#|USED)/.test(String(SK)) ||
    (SK === 'FACTOR' && on === undefined) ||
    fin === false ||
    // All passkeys were removed.
    (SK === 'PASSKEYS' && Array.isArray(list) && list.length === 0) ||
    st === 'pending' ||
    (unfinished.has(`USER#${uid}`) && !String(PK).startsWith('INVITE'));

  /** The item without what a restore writes in another form of the same meaning. */
  const comparable = (item: Item, unfinished: ReadonlySet<unknown>): Item => {
    // A secret is encrypted anew.
    const { hp, hr, old, sec, rev, ...rest } = item;
    const isClaim = /^(NAME|LOOKS|INVITE)#/.test(String(item['PK']));
    const { at, since, uid, ...claim } = rest;
    return {
      ...(isClaim ? claim : rest),
      ...(isClaim && !unfinished.has(`USER#${uid}`) && { uid }),
      ...(hp === true && { hp }),
      ...(hr === true && { hr }),
    };
  };

  /** Items by key, without what an archive leaves out. */
  const itemsOf = async ({ client, name }: Table) => {
    const items: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) {
      items.push(...Items);
    }
    const unfinished = new Set(items.filter(({ fin }) => fin === false).map(({ PK }) => PK));
    const found = items
      .filter((item) => !isLeftOut(item, unfinished))
      .map((item) => [`${item['PK']} ${item['SK']}`, comparable(item, unfinished)] as const);
    return new Map(found.sort(([one], [other]) => (one < other ? -1 : 1)));
  };

  it('becomes another table with equal items', async () => {
    const [first, second] = [await emptyStage(), await emptyStage()];
    const world = await fillWorld(first.stores, first.bytes.blobs.write);
    const { to, manifest } = await archiveOf(first.target.source, first.stores.clock.now());

    await restoreArchive(second.target, to, silent);

    for (const kind of archiveKinds) expect([kind, manifest.files[kind].count]).not.toContain(0);
    const [before, after] = [await itemsOf(first.stores.table), await itemsOf(second.stores.table)];
    expect(after).toEqual(before);
    const { attachments, invites } = second.stores;
    const { id } = world.ann;
    expect(await attachments.usedBytes(id)).toBe(3 * 68);
    const listed = (await invites.listOpen(id)).map((one) => one.id).sort();
    const open = await first.stores.invites.listOpen(id);
    expect(listed).toEqual(open.map((one) => one.id).sort());
  });

  it('goes from a data file through a table into another data file without a difference', async () => {
    const [file, disk] = [newFile(), new Files(newFolder())];
    const db = new Database(file);
    const stores = storesOn(db);
    const world = await fillWorld(stores, (key, bytes) => disk.write(key, bytes));
    const pool = { poolId: 'local', clientId: 'parley' };
    const accounts = new LocalIdentityProvider(db, stores.clock, stores.ids, pool);
    for (const { id } of [world.ann, world.bob, world.eve, world.gone]) {
      await accounts.create(id, 'Pass-1 ü');
    }
    const up = await archiveOf(dataFileSource(new Database(file), disk), stores.clock.now());
    const stage = await emptyStage();
    await restoreArchive(stage.target, up.to, silent);
    const down = await archiveOf(stage.target.source, up.manifest.at);
    const other = dataFileTarget(newDatabase(), new Files(newFolder()));
    const restored = await restoreArchive(other, down.to, silent);

    expect(down.manifest).toEqual(up.manifest);
    expect(restored).toEqual(up.manifest);
    const { ids, clock } = stage.stores;
    clock.advance(stores.clock.now() - clock.now());
    expect((await send(stage.stores, world.talk.id, world.guarded)).created).toBe(false);
    expect(await stage.stores.users.findByName('STRASSE')).toMatchObject({ id: world.eve.id });
    const { factors, factorKeys } = stage.stores;
    const factor = await factors.get(world.ann.id);
    const secret = factor && factorKeys.open(world.ann.id, factor.sealed);
    expect(secret).toEqual(Buffer.alloc(20, 9));
    expect(await stage.stores.invites.find('open')).toMatchObject({ inviterId: world.ann.id });
    expect(await stage.stores.users.claim({ ...world.bob, id: ids.uuid() })).toBe('username_taken');
  });

  it('has nothing of what has expired but its place', async () => {
    const [first, second] = [await emptyStage(), await emptyStage()];
    const world = await fillExpired(first.stores, first.bytes.blobs.write);
    const { id, fileId, keptId, expiresAt } = world;
    const earlier = await archiveOf(first.target.source, expiresAt - 1);
    const later = await archiveOf(first.target.source, expiresAt);

    const restored = await restoreArchive(second.target, later.to, silent);

    expect(restored).toEqual(later.manifest);
    expect(textOf(earlier.to)).toMatch(new RegExp(`quokka.*${fileId}`, 's'));
    for (const gone of ['wombat', 'quokka', '🦘', fileId]) {
      expect(textOf(later.to)).not.toContain(gone);
    }
    expect(textOf(later.to)).toContain(join('blobs', keptId));
    for (const { stores } of [first, second]) stores.clock.advance(expiresAt - stores.clock.now());
    const [before, after] = [first, second].map(({ stores }) => stores.conversations.get(id));
    expect(await after).toEqual(await before);
  });

  it('is restored while the hourly removal runs, which removes what has expired afterwards', async () => {
    const [first, second] = [await emptyStage(), await emptyStage()];
    const { id, expiresAt } = await fillExpired(first.stores, first.bytes.blobs.write);
    const { to, manifest } = await archiveOf(first.target.source, expiresAt - 1);
    const { conversations, clock } = second.stores;
    clock.advance(expiresAt - clock.now());
    const onFailure = (error: unknown): never => {
      throw error;
    };
    const remove = () => conversations.removeExpired({ until: clock.now() + 1, onFailure });
    const amid: number[] = [];
    const disturbed: ArchiveTarget = {
      ...second.target,
      put: async (records, checkpoint) => {
        await second.target.put(records, checkpoint);
        amid.push(await remove());
      },
    };

    expect(await restoreArchive(disturbed, to, silent)).toEqual(manifest);

    expect(amid).toEqual(amid.map(() => 0));
    expect(await second.stores.everythingStored()).toContain('wombat');
    expect(await remove()).toBe(1);
    expect(await second.stores.everythingStored()).not.toContain('wombat');
    expect(await conversations.get(id)).not.toHaveProperty('nextExpiry');
  });

  it('goes on with an interrupted read and an interrupted restore', async () => {
    const [first, second] = [await emptyStage(), await emptyStage()];
    await fillWorld(first.stores, first.bytes.blobs.write);
    const { source } = first.target;
    const now = first.stores.clock.now();
    const whole = await archiveOf(source, now);
    let portions = 0;
    const broken: ArchiveSource = {
      ...source,
      read: async function* (options) {
        for await (const portion of source.read(options)) {
          yield portion;
          if (++portions === 1) throw new Error('killed');
        }
      },
    };
    const to = newFolder();
    await expect(writeArchive(broken, to, { now, say: silent })).rejects.toThrow('killed');
    const { manifest } = await writeArchive(source, to, { now: now + 5, say: silent });
    expect(manifest).toEqual(whole.manifest);

    const interrupted: ArchiveTarget = {
      ...second.target,
      put: async (records, checkpoint) => {
        await second.target.put(records, checkpoint);
        if (records.some(({ kind }) => kind === 'messages')) throw new Error('killed');
      },
    };
    await expect(restoreArchive(interrupted, to, silent)).rejects.toThrow('killed');
    await restoreArchive(second.target, to, silent);
    expect(await itemsOf(second.stores.table)).toEqual(await itemsOf(first.stores.table));
  });

  it('reports an item of an unknown kind instead of leaving it out', async () => {
    const { target, stores } = await emptyStage();
    await putItem(stores.table, { PK: 'USER#1', SK: 'NEWS#1' });

    await expect(archiveOf(target.source, 0)).rejects.toThrow(/unknown kind: USER NEWS/);
  });
});
