import { describe, expect, test } from 'vitest';
import type { Marked, MarksChange } from '#core/domain/visibility/marks.ts';
import { nextMarks } from '#core/domain/visibility/marks.ts';
import type { BlobStore } from '#core/ports/attachments.ts';
import { makeGetAttachment } from '#core/usecases/attachments/get-attachment.ts';
import { aCaller, anAttachment, unlimited } from '#test/support/builders.ts';
import { memoryBlobs } from '#test/support/memory-blobs.ts';
import { overriding } from '#test/support/overriding.ts';
import { attachTo, deleteMessage, sendWith } from '#test/support/ports/actions.ts';
import { day, set } from '#test/support/ports/expiring.ts';
import { coreScene } from '#test/support/scenes/core-scene.ts';

const missing = {
  ok: false,
  code: 'attachment_not_found',
  detail: 'There is no such attachment.',
};

const nextMarked = (marked: Marked, change: MarksChange): Marked => {
  const next = nextMarks(marked, change, 0);
  if (next === null || typeof next === 'string') throw new Error('nothing changes');
  return next;
};

describe('the URL of a file', () => {
  const getOf = async () => {
    const scene = await coreScene();
    const links: unknown[] = [];
    const blobs: BlobStore = {
      ...memoryBlobs().blobs,
      signDownload: async (link) => {
        links.push(link);
        return `/files/${link.key}`;
      },
    };
    const get = makeGetAttachment({ ...scene.deps, blobs });
    const { stores, ada, bob, conversation } = scene;
    const [file, other] = await attachTo(stores, ada, 'a.png', 'b.png');
    if (!file || !other) throw new Error('no file');
    const sendIt = () =>
      sendWith(stores, conversation.id, { senderId: ada.id }, [file.id, other.id]);
    return { ...scene, blobs, links, get, file, other, sendIt, asBob: aCaller({ userId: bob.id }) };
  };

  test('is for its owner only until the file is sent', async () => {
    const { get, caller, asBob, file, links, clock } = await getOf();

    expect(await get(caller, file.id)).toEqual({
      ok: true,
      value: { url: `/files/att/${file.id}`, expires_at: '2026-01-02T03:09:05.678Z' },
    });
    expect(links).toEqual([
      {
        key: `att/${file.id}`,
        filename: 'a.png',
        mime: 'image/png',
        isInline: true,
        expiresAt: clock.now() + 5 * 60_000,
      },
    ]);
    expect(await get(asBob, file.id)).toEqual(missing);
  });

  test('is for both members once the file is sent, and for nobody once it is deleted', async () => {
    const { get, caller, asBob, file, sendIt, another, stores } = await getOf();
    const sent = await sendIt();
    const stranger = aCaller({ userId: (await another()).id });

    expect(await get(caller, file.id)).toMatchObject({ ok: true });
    expect(await get(asBob, file.id)).toMatchObject({ ok: true });
    expect(await get(stranger, file.id)).toEqual(missing);
    if (sent) await deleteMessage(stores, sent.message);
    expect(await get(caller, file.id)).toEqual(missing);
  });

  test('ends with its message, if that disappears before', async () => {
    const { get, caller, asBob, file, sendIt, links, stores, ada, conversation, clock } =
      await getOf();
    await set(stores, conversation.id, ada.id, day);
    const expiresAt = (await sendIt())?.message.expiresAt ?? 0;
    clock.advance(day * 1_000 - 60_000);

    expect(await get(asBob, file.id)).toMatchObject({
      value: { expires_at: new Date(expiresAt).toISOString() },
    });
    expect(links).toMatchObject([{ expiresAt }]);
    clock.advance(60_000);
    for (const user of [caller, asBob]) expect(await get(user, file.id)).toEqual(missing);
  });

  test('is not for whoever has cleared the conversation or deleted the message for themselves', async () => {
    const { get, caller, asBob, file, sendIt, stores, ada, bob, conversation } = await getOf();
    const seq = (await sendIt())?.message.seq ?? 0;
    await stores.settings.changeMarks(bob.id, conversation.id, (marked) => ({
      result: null,
      next: nextMarked(marked, { hide: [seq] }),
    }));

    expect(await get(asBob, file.id)).toEqual(missing);
    expect(await get(caller, file.id)).toMatchObject({ ok: true });
    await stores.settings.changeMarks(ada.id, conversation.id, (marked) => ({
      result: null,
      next: nextMarked(marked, { clearedSeq: seq }),
    }));
    expect(await get(caller, file.id)).toEqual(missing);
  });

  test('does not exist for a file that is unknown, incomplete, or in no message', async () => {
    const { get, caller, stores, ada, conversation, deps, blobs, file, other } = await getOf();
    const pending = anAttachment({ ownerId: ada.id });
    await stores.attachments.put([pending], unlimited);
    expect(await get(caller, pending.id)).toEqual(missing);
    expect(await get(caller, 'unknown')).toEqual(missing);
    expect(await get({ ...caller, issuedAt: -1 }, file.id)).toMatchObject({
      code: 'unauthenticated',
    });
    await sendWith(stores, conversation.id, { senderId: ada.id }, [other.id]);
    for (const seq of [1, 2]) {
      const sentIn = { conversationId: conversation.id, seq };
      const attachments = overriding(deps.attachments, {
        get: async () => ({ ...file, state: 'sent', sentIn }),
      });
      const found = await makeGetAttachment({ ...deps, attachments, blobs })(caller, file.id);
      expect(found).toEqual(missing);
    }
  });
});
