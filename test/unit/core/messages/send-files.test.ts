import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { Caller } from '#core/domain/user.ts';
import type { BlobStore } from '#core/ports/attachments.ts';
import { aCaller, aUser } from '#test/support/builders.ts';
import { text } from '#test/support/files.ts';
import { memoryBlobs } from '#test/support/memory-blobs.ts';
import {
  fileSendingScene,
  sendingInConversation,
} from '#test/support/scenes/file-sending-scene.ts';

/** Ada may store 1,000 bytes. */
const setup = (change: Partial<BlobStore> = {}) =>
  fileSendingScene(change, { storageBytes: 1_000 });

test('files are stored, counted and sent together', async () => {
  const { send, keys, counted, states, removed } = await setup();

  const sent = await send({ content: 'two' });

  expect(sent).toMatchObject({ ok: true, value: { created: true } });
  expect([counted(), states(), removed()]).toEqual([[2], ['sent', 'sent'], []]);
  expect(keys()).toHaveLength(2);
});

test.each([
  ['a repeat', async ({ send }: Awaited<ReturnType<typeof setup>>) => send({ clientId: 'one' })],
  [
    'a reply to nothing',
    async ({ send }: Awaited<ReturnType<typeof setup>>) => send({ replyToId: 'nothing' }),
  ],
  [
    'a send to someone who has blocked the sender',
    async ({ stores, ada, bob, send }: Awaited<ReturnType<typeof setup>>) => {
      await stores.blocks.block(bob.id, ada.id);
      return send();
    },
  ],
])('%s stores and counts nothing more', async (_what, act) => {
  const scene = await setup();
  await scene.send({ clientId: 'one' });
  const before = scene.keys();

  const answer = await act(scene);

  expect(answer.ok && answer.value.created).toBe(false);
  expect(scene.keys()).toEqual(before);
  expect(scene.counted()).toEqual([2]);
});

test('a repeat is answered although the quota is used up', async () => {
  const { send, deps, caller, clock } = await setup();
  const first = await send({ clientId: 'one' });
  const rule = {
    key: `uploads#${caller.userId}`,
    limit: limits.attachment.perUserADay,
    windowSeconds: 24 * 60 * 60,
    at: clock.now(),
  };
  while ((await deps.counters.take(rule)) === 'counted');

  const again = await send({ clientId: 'one' });
  const more = await send({ clientId: 'two' });

  expect(first).toMatchObject({ ok: true, value: { created: true } });
  expect(again).toMatchObject({ ok: true, value: { created: false } });
  expect(more).toMatchObject({ ok: false, code: 'too_many_uploads' });
});

test('if the quota has room for only some of the files, none is counted', async () => {
  const { send, deps, caller, clock, counted, keys } = await setup();
  const rule = {
    key: `uploads#${caller.userId}`,
    limit: limits.attachment.perUserADay - 1,
    windowSeconds: 24 * 60 * 60,
    at: clock.now(),
  };
  while ((await deps.counters.take(rule)) === 'counted');

  const refused = await send();

  expect(refused).toMatchObject({ ok: false, code: 'too_many_uploads' });
  expect(counted()).toEqual([limits.attachment.perUserADay - 1]);
  expect(keys()).toEqual([]);
});

test('files above the sender’s storage are refused, and stay counted', async () => {
  const { send, stores, ada, keys, counted, states } = await setup();
  const note = (length: number) => ({
    filename: 'a.txt',
    mime: 'text/plain',
    bytes: text('x'.repeat(length)),
  });
  const first = await send({}, [note(400), note(300)]);

  const refused = await send({}, [note(200), note(200)]);
  const smaller = await send({}, [note(300)]);

  expect(first.ok && smaller.ok).toBe(true);
  expect(refused).toMatchObject({
    ok: false,
    code: 'storage_full',
    storage: { used_bytes: 700, limit_bytes: 1_000 },
  });
  expect([counted(), states(), keys().length]).toEqual([[5], ['sent', 'sent', 'sent'], 3]);
  expect(await stores.attachments.usedBytes(ada.id)).toBe(1_000);
});

test('ten concurrent sends with a file never exceed the sender’s storage', async () => {
  const { send, stores, ada, counted } = await setup();
  const note = { filename: 'a.txt', mime: 'text/plain', bytes: text('x'.repeat(300)) };

  const answers = await Promise.all(Array.from({ length: 10 }, () => send({}, [note])));

  expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
  expect(await stores.attachments.usedBytes(ada.id)).toBe(900);
  expect(counted()).toEqual([10]);
});

test('files that could not be stored are not sent, and everything is rolled back', async () => {
  const full = new Error('the disk is full');
  let writes = 0;
  const memory = memoryBlobs();
  const { send, counted, states, removed, stores, conversation } = await setup({
    write: async (...args) => {
      if (++writes === 2) throw full;
      await memory.blobs.write(...args);
    },
  });

  await expect(send()).rejects.toBe(full);

  expect([counted(), states()]).toEqual([[0], []]);
  expect(removed()).toHaveLength(4);
  expect((await stores.conversations.get(conversation.id))?.seq).toBe(0);
});

test('a send that is refused after its files were stored removes them', async () => {
  const scene = await setup();
  const { stores, bob, ada, blobs, counted, states, removed } = scene;
  const send = sendingInConversation({
    ...scene.deps,
    blobs: {
      ...blobs,
      write: async (...args) => {
        await blobs.write(...args);
        await stores.blocks.block(bob.id, ada.id);
      },
    },
  });

  const refused = await send(scene.caller, scene.conversation.id, {}, scene.files);

  expect(refused).toMatchObject({ ok: false, code: 'blocked' });
  expect([counted(), states()]).toEqual([[0], []]);
  expect(removed()).toHaveLength(4);
});

describe('no file is hashed or inspected if', () => {
  const refused: [string, (scene: Awaited<ReturnType<typeof setup>>) => Promise<Caller>, string][] =
    [
      [
        'the token of the caller was revoked',
        async ({ caller }) => ({ ...caller, tokenUse: 'id' }),
        'unauthenticated',
      ],
      [
        'the caller is not a member',
        async ({ stores }) => {
          const eve = aUser();
          await stores.users.claim({ ...eve, isFinished: false });
          await stores.users.finish(eve.id);
          return aCaller({ userId: eve.id });
        },
        'conversation_not_found',
      ],
      [
        'the quota is used up',
        async ({ deps, caller, clock }) => {
          const rule = {
            key: `uploads#${caller.userId}`,
            limit: limits.attachment.perUserADay,
            windowSeconds: 24 * 60 * 60,
            at: clock.now(),
          };
          while ((await deps.counters.take(rule)) === 'counted');
          return caller;
        },
        'too_many_uploads',
      ],
    ];
  test.each(refused)('%s', async (_what, prepare, code) => {
    const scene = await setup();
    const caller = await prepare(scene);
    let looks = 0;
    const send = sendingInConversation({
      ...scene.deps,
      inspector: {
        inspect: async () => {
          looks++;
          return {};
        },
      },
    });

    const answer = await send(caller, scene.conversation.id, {}, scene.files);

    expect(answer).toMatchObject({ ok: false, code });
    expect(looks).toBe(0);
  });
});
