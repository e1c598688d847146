import { expect, it } from 'vitest';
import { stateOf } from '#core/domain/conversation.ts';
import { attachTo, readUpTo, sendMany, sendWith } from '#test/support/ports/actions.ts';
import { removeExpired, setup } from '#test/support/ports/expiring.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** Bob has not read what expires at once: the first secret, texts up to `count`, and a file. */
const manyDue = async (open: OpenStores, count: number) => {
  const scene = await setup(open);
  const { stores, ann, id, expire } = scene;
  await sendMany(stores, id, ann.id, count);
  const [file] = await attachTo(stores, ann, 'the last secret.txt');
  await sendWith(stores, id, { senderId: ann.id, content: null }, [file?.id ?? '']);
  expire();
  stores.clock.advance(1);
  return scene;
};

/** More messages of one conversation than a home removes, or reads, at once. */
export const describeMany = (open: OpenStores): void => {
  it('is hidden by every reader, also with a hundred others', async () => {
    const { stores, bob, id, current, seenBy } = await manyDue(open, 100);

    const seen = await seenBy(bob.id);

    expect(seen).toMatchObject({
      all: ['a secret that stays'],
      unread: ['a secret that stays'],
      read: [],
      sent: [],
      unreadCount: 1,
      previews: ['', ''],
    });
    const conversation = await current();
    expect(conversation.lastMessage).toMatchObject({
      preview: '',
      deleted: true,
      hasAttachments: false,
    });
    expect(stateOf(conversation, bob.id)).toMatchObject({ unread: 1, received: 1, sent: 0 });
    expect(conversation.nextExpiry).toBeUndefined();
    expect((await stores.conversations.get(id, 'eventual'))?.lastMessage?.preview).toBe('');
  });

  it('is read or expired, and counted as one of them, with hundreds of others', async () => {
    const { stores, bob, id, current } = await manyDue(open, 230);

    // Up to one of the last: what was not removed yet is read.
    await readUpTo(stores, id, bob.id, 225);
    const { lastMessage } = await current();
    await removeExpired(stores);

    expect(lastMessage?.preview).toBe('');
    const conversation = await current();
    expect(stateOf(conversation, bob.id)).toMatchObject({ unread: 0, received: 1, sent: 0 });
    expect(conversation.nextExpiry).toBeUndefined();
  });
};
