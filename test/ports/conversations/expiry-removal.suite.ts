import { expect, it, vi } from 'vitest';
import { stateOf } from '#core/domain/conversation.ts';
import {
  aPair,
  attachTo,
  deleteMessage,
  readMessage,
  readUpTo,
  send,
  sendWith,
} from '#test/support/ports/actions.ts';
import { day, removeExpired, set, setup } from '#test/support/ports/expiring.ts';
import type { OpenStores } from '#test/support/ports/stores.ts';

/** The removal of what has expired. */
export const describeRemoval = (open: OpenStores): void => {
  it('removes a file that was the first message to wait', async () => {
    const stores = await open();
    const { ann, conversation } = await aPair(stores);
    await set(stores, conversation.id, ann.id, day);
    const [file] = await attachTo(stores, ann, 'a secret.txt');
    await sendWith(stores, conversation.id, { senderId: ann.id }, [file?.id ?? '']);
    stores.clock.advance(day * 1_000);

    await removeExpired(stores);

    expect(await stores.everythingStored()).not.toContain('a secret.txt');
  });

  it('leaves neither text nor files, also where nobody reads', async () => {
    const { stores, ann, bob, id, current } = await setup(open);
    const [file] = await attachTo(stores, ann, 'the third secret.txt');
    await sendWith(stores, id, { senderId: ann.id, content: null }, [file?.id ?? '']);
    const before = await stores.everythingStored();
    stores.clock.advance(2 * day * 1_000);

    const removed = await removeExpired(stores);

    const after = await stores.everythingStored();
    expect(removed).toBe(1);
    expect(before).toMatch(/the first secret.*the third secret\.txt/s);
    expect(after).not.toMatch(/the (first|second|third) secret/);
    expect(after).toContain('a secret that stays');
    expect(await stores.attachments.get(file?.id ?? '')).toBeNull();
    expect(await current()).not.toHaveProperty('nextExpiry');
    expect(stateOf(await current(), bob.id)).toMatchObject({ unread: 1, received: 1 });
    expect(await removeExpired(stores)).toBe(0);
  });

  it('counts a message once that was deleted or read before', async () => {
    const { stores, ann, bob, first, second, current } = await setup(open);
    await deleteMessage(stores, first.message);
    await readMessage(stores, second.message);
    stores.clock.advance(2 * day * 1_000);

    await removeExpired(stores);

    const { states } = await current();
    expect(states[ann.id]).toMatchObject({ unread: 0, received: 0, sent: 1 });
    expect(states[bob.id]).toMatchObject({ unread: 1, received: 1, sent: 0 });
  });

  it('takes as many steps as it needs', async () => {
    const { stores, ann, bob, id, current } = await setup(open);
    for (let number = 0; number < 120; number++) {
      const files =
        number < 12 ? await attachTo(stores, ann, `${number}-a.txt`, `${number}-b.txt`) : [];
      const ids = files.map((one) => one.id);
      await sendWith(stores, id, { senderId: ann.id, content: `secret ${number}` }, ids);
    }
    stores.clock.advance(2 * day * 1_000);

    await removeExpired(stores);

    expect(await stores.everythingStored()).not.toMatch(/secret \d|-a\.txt/);
    const { states, nextExpiry } = await current();
    expect(states[bob.id]).toMatchObject({ unread: 1, received: 1, sent: 0 });
    expect(nextExpiry).toBeUndefined();
  });

  it('finds later what was due only until the clock was set back', async () => {
    const { stores } = await setup(open);
    const { clock } = stores;
    const due = clock.now() + 2 * day * 1_000;
    const now = vi.spyOn(clock, 'now').mockReturnValueOnce(due);
    const onFailure = (error: unknown) => {
      throw error;
    };

    await stores.conversations.removeExpired({ until: due, onFailure });
    now.mockRestore();
    const kept = await stores.everythingStored();
    clock.advance(2 * day * 1_000);
    await removeExpired(stores);

    expect(kept).toContain('the first secret');
    expect(await stores.everythingStored()).not.toContain('the first secret');
  });

  it('and sends at the same time leave exact counts', async () => {
    const { stores, ann, bob, id, current } = await setup(open);
    stores.clock.advance(2 * day * 1_000);

    await Promise.all([
      removeExpired(stores),
      ...['x', 'y', 'z'].map((content) => send(stores, id, { senderId: ann.id, content })),
      removeExpired(stores),
      readUpTo(stores, id, bob.id, 3),
    ]);

    const { states } = await current();
    expect(states[bob.id]).toMatchObject({ unread: 3, received: 4, sent: 0 });
    expect(states[ann.id]).toMatchObject({ unread: 0, received: 0, sent: 4 });
  });
};
