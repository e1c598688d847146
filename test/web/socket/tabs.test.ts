import { describe, expect, it } from 'vitest';
import { tabTimes } from '#client/tabs/tabs.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { aConversation, PEER } from '#test/web/support/builders.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { openTwoTabs, setupTabs } from '#test/web/support/tabs-setup.ts';

const presence: ServerEvent = {
  type: 'presence:update',
  payload: { user_id: PEER, online: true, last_seen: null },
};

describe('one of two tabs', () => {
  it('leads: only its socket is started, and the other receives its state', async () => {
    const { first, second } = await openTwoTabs();

    expect(first.tabs.isLeading()).toBe(true);
    expect(first.calls).toContain('start');
    expect(second.tabs.isLeading()).toBe(false);
    expect(second.calls).toEqual([]);
    expect(second.received).toEqual(['status open']);
    expect(first.tabs.socketId()).toBe('the socket');
    expect(second.tabs.socketId()).toBeUndefined();
  });

  it('emits every event, list and state to the other', async () => {
    const { first, second } = await openTwoTabs();

    first.tabs.emitEvent(presence);
    first.tabs.emitList([aConversation()]);
    first.tabs.emitStatus('waiting');
    second.tabs.emitEvent(presence);

    expect(second.received.slice(1)).toEqual(['presence:update', 'list of 1', 'status waiting']);
    expect(first.received).toEqual(['leads']);
  });

  it('sends the frames of both', async () => {
    const { first, second } = await openTwoTabs();
    const frame = { action: 'typing', conversation_id: 'c', state: 'start' } as const;

    second.tabs.sendFrame(frame);
    first.tabs.sendFrame(frame);

    expect(first.calls.filter((word) => word.startsWith('send'))).toHaveLength(2);
    expect(second.calls).toEqual([]);
  });

  it('connects when the other becomes visible', async () => {
    const { first, second } = await openTwoTabs();
    first.tabs.setVisible(false);
    first.calls.length = 0;

    second.tabs.wake();

    expect(first.calls).toEqual(['wake', 'stay awake']);
  });

  it('checks its socket when a request of either got no answer', async () => {
    const { first, second } = await openTwoTabs();
    first.calls.length = 0;

    second.tabs.doubt();
    first.tabs.doubt();

    expect([first.calls, second.calls]).toEqual([['doubt', 'doubt'], []]);
  });

  it('stays connected as long as the other is visible', async () => {
    const { clock, first, second } = await openTwoTabs();
    first.calls.length = 0;

    await clock.advance(3 * tabTimes.watchMs);
    expect(first.calls.filter((word) => word === 'stay awake')).toHaveLength(3);
    second.tabs.setVisible(false);
    first.calls.length = 0;
    await clock.advance(3 * tabTimes.watchMs);

    expect(first.calls).toEqual([]);
  });

  it('is succeeded by the other at once when it closes', async () => {
    const { first, second } = await openTwoTabs();

    first.close();
    await settle();

    expect(second.tabs.isLeading()).toBe(true);
    expect(second.calls).toContain('start');
    expect(second.received).toContain('leads');
  });

  it('loses the lead to a visible tab when it is frozen, and follows when it resumes', async () => {
    const { clock, first, second } = await openTwoTabs();
    first.freeze();

    second.tabs.wake();
    await clock.advance(tabTimes.answerMs);

    expect(second.tabs.isLeading()).toBe(true);
    expect(second.calls).toContain('start');
    expect(first.tabs.isLeading()).toBe(false);
    expect(first.calls.at(-1)).toBe('stop');
    expect(first.received).toEqual(['leads', 'follows']);
  });

  it('keeps the lead when it answers', async () => {
    const { clock, first, second } = await openTwoTabs();

    second.tabs.wake();
    await clock.advance(tabTimes.answerMs);

    expect(first.tabs.isLeading()).toBe(true);
    expect(second.tabs.isLeading()).toBe(false);
  });
});

it('a third tab becomes leader when the second one closes, too', async () => {
  const { openTab, first, second } = await openTwoTabs();
  const third = openTab();
  await settle();

  first.close();
  await settle();
  second.tabs.stop();
  second.close();
  await settle();

  expect(third.tabs.isLeading()).toBe(true);
});

it('without Web Locks every tab is a leader', async () => {
  const { first, second } = await openTwoTabs({ hasLocks: false });

  expect(first.tabs.isLeading()).toBe(true);
  expect(second.tabs.isLeading()).toBe(true);
  first.tabs.emitEvent(presence);
  expect(second.received).toEqual(['leads']);
});

it('a tab whose browser blocks Web Locks is a leader, and requests the lock once', async () => {
  const { openTab } = setupTabs();
  let asked = 0;
  const tab = openTab({
    request: async () => {
      asked++;
      throw new DOMException('denied', 'SecurityError');
    },
  });
  await settle();

  expect(tab.tabs.isLeading()).toBe(true);
  expect(tab.received).toEqual(['leads']);
  expect(asked).toBe(1);
});

it('a tab that stops in the queue never leads', async () => {
  const { first, second } = await openTwoTabs();

  second.tabs.stop();
  first.close();
  await settle();

  expect(second.tabs.isLeading()).toBe(false);
  expect(second.calls).toEqual(['stop']);
});
