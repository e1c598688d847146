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

test('a repeat is answered though the quota is used up', async () => {
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

test('when the quota has room for some of the files only, none is counted', async () => {
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

test('files that would take more than the sender may store are not sent, and stay counted', async () => {
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

test('ten sends with a file at once never pass what the sender may store', async () => {
  const { send, stores, ada, counted } = await setup();
  const note = { filename: 'a.txt', mime: 'text/plain', bytes: text('x'.repeat(300)) };

  const answers = await Promise.all(Array.from({ length: 10 }, () => send({}, [note])));

  expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
  expect(await stores.attachments.usedBytes(ada.id)).toBe(900);
  expect(counted()).toEqual([10]);
});

test('what could not be stored is not sent, and everything is taken back', async () => {
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

test('a send refused after its files were stored leaves nothing of them', async () => {
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

describe('no byte is looked at', () => {
  const refused: [string, (scene: Awaited<ReturnType<typeof setup>>) => Promise<Caller>, string][] =
    [
      [
        'of a caller whose token was revoked',
        async ({ caller }) => ({ ...caller, tokenUse: 'id' }),
        'unauthenticated',
      ],
      [
        'of somebody who is no member',
        async ({ stores }) => {
          const eve = aUser();
          await stores.users.claim({ ...eve, isFinished: false });
          await stores.users.finish(eve.id);
          return aCaller({ userId: eve.id });
        },
        'conversation_not_found',
      ],
      [
        'beyond the quota',
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
