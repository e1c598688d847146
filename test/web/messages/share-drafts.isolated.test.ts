import { expect, it, vi } from 'vitest';
import type { TabBus } from '#client/tabs/bus.ts';
import { createFakeChannels } from '#test/web/support/fake-tabs.ts';

const ID = 'conversation';

/** A page: its own modules on a shared channel. */
const openPage = async (bus: TabBus) => {
  vi.resetModules();
  const { useDrafts } = await import('#site/sync/drafts.ts');
  const { shareDrafts } = await import('#site/boot/share-drafts.ts');
  const stop = shareDrafts(bus);
  return {
    stop,
    ...useDrafts.getState(),
    draft: () => useDrafts.getState().drafts[ID],
  };
};

const openTwo = async () => {
  const { openBus } = createFakeChannels();
  return [await openPage(openBus()), await openPage(openBus())] as const;
};

it('a draft is shown in the other tab, in both directions', async () => {
  const [one, other] = await openTwo();

  one.change(ID, { text: 'half a', replyToId: 'm1' });
  expect(other.draft()).toMatchObject({ text: 'half a', replyToId: 'm1' });
  other.change(ID, { text: 'half a thought' });
  expect(one.draft()?.text).toBe('half a thought');
});

it('a draft that is sent in one tab is removed in the other, and so is an edit', async () => {
  const [one, other] = await openTwo();
  one.change(ID, { text: 'half a thought', editing: { id: 'm1', text: 'better' } });
  expect(other.draft()?.editing?.text).toBe('better');

  other.change(ID, { editing: null });
  other.change(ID, { text: '' });

  expect(one.draft()).toBeUndefined();
});

it('loading from storage and clearing at the end emit nothing to other tabs', async () => {
  const [one, other] = await openTwo();
  one.change(ID, { text: 'newer' });

  other.restore({ [ID]: { text: 'older', replyToId: null, editing: null } });
  other.clear();
  other.stop();
  other.change(ID, { text: 'of somebody else' });

  expect(one.draft()?.text).toBe('newer');
});
