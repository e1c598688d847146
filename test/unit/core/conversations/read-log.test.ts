import { describe, expect, test } from 'vitest';
import { makeReadLog } from '#core/usecases/conversations/read-log.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { aCaller } from '#test/support/builders.ts';
import { overriding } from '#test/support/overriding.ts';
import { readMessage } from '#test/support/ports/actions.ts';
import { readingScene } from '#test/support/scenes/reading-scene.ts';
import { refusals } from '#test/support/scenes/refusals.ts';

const { unauthenticated, noConversation } = refusals;

describe('the log', () => {
  test('has the entries after a sequence, with the conversation', async () => {
    const { deps, caller, conversation, stores, messages, bob } = await readingScene();
    const [first] = messages;
    if (first) await readMessage(stores, first);
    const read = async (after: number, limit = 10) => {
      const log = await makeReadLog(deps)(caller, {
        conversationId: conversation.id,
        after,
        limit,
      });
      if (!log.ok) throw new Error(log.code);
      const { entries, last_seq, conversation: shown } = log.value;
      return [entries.map(({ seq, kind }) => [seq, kind]), last_seq, shown.id];
    };

    expect(await read(3)).toEqual([
      [
        [4, 'message'],
        [5, 'read'],
      ],
      5,
      conversation.id,
    ]);
    expect(await read(0, 1)).toEqual([[[1, 'message']], 5, conversation.id]);
    expect(await read(5)).toEqual([[], 5, conversation.id]);
    await stores.blocks.block(bob.id, caller.userId);
    expect(await read(4)).toEqual([[[5, 'edit']], 5, conversation.id]);
  });

  test('is not read if there is nothing new', async () => {
    const { deps, caller, conversation } = await readingScene();
    const conversations = overriding(deps.conversations, {
      readLog: async () => {
        throw new Error('asked');
      },
    });
    const read = (after: number) =>
      makeReadLog({ ...deps, conversations })(caller, {
        conversationId: conversation.id,
        after,
        limit: 10,
      });

    expect(await read(4)).toMatchObject({ ok: true, value: { entries: [] } });
    await expect(read(3)).rejects.toThrow('asked');
  });

  test('requires membership and a valid token', async () => {
    const { deps, caller, dead, conversation, foreign } = await readingScene();
    const read = (by: typeof caller, conversationId: string) =>
      makeReadLog(deps)(by, { conversationId, after: 0, limit: 10 });

    expect(await read(caller, foreign.id)).toEqual(noConversation);
    expect(await read(dead, conversation.id)).toEqual(unauthenticated);
  });
});

describe('reading up to a sequence', () => {
  const readOf = async () => {
    const scene = await readingScene();
    const { deps, conversation, caller } = scene;
    const read = (seq: number, by = caller, conversationId = conversation.id) =>
      makeReadUpTo(deps)(by, { conversationId, seq });
    return { ...scene, read };
  };

  test('moves the mark and emits it to both', async () => {
    const { read, pushed, ada, bob, conversation } = await readOf();

    expect(await read(3)).toMatchObject({
      ok: true,
      value: { unread_count: 1, my_read_seq: 3, ver: 6 },
    });
    const event = {
      type: 'message:read',
      conversation_id: conversation.id,
      ver: 6,
      payload: { user_id: ada.id, up_to_seq: 3 },
    };
    const both = [ada.id, bob.id].sort();
    expect(pushed).toEqual(both.map((userId) => ({ userId, event })));
  });

  test('emits nothing if everything was read', async () => {
    const { read, pushed } = await readOf();
    await read(4);
    pushed.length = 0;

    expect(await read(4)).toMatchObject({ ok: true, value: { my_read_seq: 4 } });
    expect(pushed).toEqual([]);
  });

  test('emits only to the reader’s devices if receipts are hidden', async () => {
    const { read, pushed, stores, ada, bob } = await readOf();
    await stores.blocks.block(bob.id, ada.id);

    await read(4);

    expect(pushed.map(({ userId }) => userId)).toEqual([ada.id]);
  });

  test('requires membership and a valid token', async () => {
    const { read, dead, foreign, caller, pushed, deps } = await readOf();

    expect(await read(4, dead)).toEqual(unauthenticated);
    expect(await read(4, aCaller())).toEqual(unauthenticated);
    expect(await read(1, caller, foreign.id)).toEqual(noConversation);
    expect(await read(1, caller, deps.ids.uuid())).toEqual(noConversation);
    expect(pushed).toEqual([]);
  });
});
