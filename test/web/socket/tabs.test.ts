import { describe, expect, it } from 'vitest';
import type { Socket, SocketStatus } from '#client/socket/socket.ts';
import type { LeaderLocks } from '#client/tabs/leader.ts';
import { lookMs } from '#client/tabs/looks.ts';
import { createTabs, tabTimes } from '#client/tabs/tabs.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { aConversation, ME, PEER } from '#test/web/support/builders.ts';
import { createFakeChannels, createFakeLocks } from '#test/web/support/fake-tabs.ts';
import { createFakeTimers, settle } from '#test/web/support/fake-timers.ts';

const presence: ServerEvent = {
  type: 'presence:update',
  payload: { user_id: PEER, online: true, last_seen: null },
};

/** A socket that only records its calls. */
const createFakeSocket = () => {
  const calls: string[] = [];
  let status: SocketStatus = 'idle';
  const socket: Socket = {
    start: () => {
      status = 'open';
      calls.push('start');
    },
    stop: () => {
      status = 'idle';
      calls.push('stop');
    },
    status: () => status,
    id: () => (status === 'open' ? 'the socket' : undefined),
    wake: () => void calls.push('wake'),
    doubt: () => void calls.push('doubt'),
    send: (frame) => calls.push(`send ${JSON.stringify(frame)}`) > 0,
    setVisible: (isVisible) => void calls.push(isVisible ? 'visible' : 'hidden'),
    setLooking: (isLooking) => void calls.push(isLooking ? 'looking' : 'not looking'),
    isLookKnown: () => false,
    stayAwake: () => void calls.push('stay awake'),
  };
  return { socket, calls };
};

let tabIds = 0;
const setup = ({ hasLocks = true } = {}) => {
  const clock = createFakeTimers();
  const locks = createFakeLocks();
  const channels = createFakeChannels();
  const openTab = (given?: LeaderLocks) => {
    const claim = locks.forPage();
    const { socket, calls } = createFakeSocket();
    const received: string[] = [];
    let isFrozen = false;
    const bus = channels.openBus();
    const topic = bus.topic;
    const tabs = createTabs({
      locks: given ?? (hasLocks ? claim.locks : null),
      // A frozen page receives nothing.
      bus: {
        ...bus,
        topic: <T>(name: string) => ({
          post: topic<T>(name).post,
          receive: (listener: (message: T) => void) =>
            topic<T>(name).receive((message) => {
              if (!isFrozen) listener(message);
            }),
        }),
      },
      userId: ME,
      timers: clock.timers,
      newId: () => `tab ${++tabIds}`,
      socket,
      onEvent: ({ type }) => received.push(type),
      onStatus: (status) => received.push(`status ${status}`),
      onList: (fresh) => received.push(`list of ${fresh.length}`),
      onLeading: (isLeading) => received.push(isLeading ? 'leads' : 'follows'),
    });
    tabs.start();
    return {
      tabs,
      calls,
      received,
      freeze: () => {
        isFrozen = true;
      },
      close: () => {
        bus.close();
        claim.close();
      },
    };
  };
  return { clock, openTab };
};

const openTwo = async (options?: { hasLocks?: boolean }) => {
  const { clock, openTab } = setup(options);
  const first = openTab();
  await settle();
  const second = openTab();
  await settle();
  return { clock, openTab, first, second };
};

describe('one of two tabs', () => {
  it('leads: only its socket is started, and the other receives its state', async () => {
    const { first, second } = await openTwo();

    expect(first.tabs.isLeading()).toBe(true);
    expect(first.calls).toContain('start');
    expect(second.tabs.isLeading()).toBe(false);
    expect(second.calls).toEqual([]);
    expect(second.received).toEqual(['status open']);
    expect(first.tabs.socketId()).toBe('the socket');
    expect(second.tabs.socketId()).toBeUndefined();
  });

  it('emits every event, list and state to the other', async () => {
    const { first, second } = await openTwo();

    first.tabs.emitEvent(presence);
    first.tabs.emitList([aConversation()]);
    first.tabs.emitStatus('waiting');
    second.tabs.emitEvent(presence);

    expect(second.received.slice(1)).toEqual(['presence:update', 'list of 1', 'status waiting']);
    expect(first.received).toEqual(['leads']);
  });

  it('sends the frames of both', async () => {
    const { first, second } = await openTwo();
    const frame = { action: 'typing', conversation_id: 'c', state: 'start' } as const;

    second.tabs.sendFrame(frame);
    first.tabs.sendFrame(frame);

    expect(first.calls.filter((word) => word.startsWith('send'))).toHaveLength(2);
    expect(second.calls).toEqual([]);
  });

  it('connects when the other becomes visible', async () => {
    const { first, second } = await openTwo();
    first.tabs.setVisible(false);
    first.calls.length = 0;

    second.tabs.wake();

    expect(first.calls).toEqual(['wake', 'stay awake']);
  });

  it('checks its socket when a request of either got no answer', async () => {
    const { first, second } = await openTwo();
    first.calls.length = 0;

    second.tabs.doubt();
    first.tabs.doubt();

    expect([first.calls, second.calls]).toEqual([['doubt', 'doubt'], []]);
  });

  it('stays connected as long as the other is visible', async () => {
    const { clock, first, second } = await openTwo();
    first.calls.length = 0;

    await clock.advance(3 * tabTimes.watchMs);
    expect(first.calls.filter((word) => word === 'stay awake')).toHaveLength(3);
    second.tabs.setVisible(false);
    first.calls.length = 0;
    await clock.advance(3 * tabTimes.watchMs);

    expect(first.calls).toEqual([]);
  });

  it('is succeeded by the other at once when it closes', async () => {
    const { first, second } = await openTwo();

    first.close();
    await settle();

    expect(second.tabs.isLeading()).toBe(true);
    expect(second.calls).toContain('start');
    expect(second.received).toContain('leads');
  });

  it('loses the lead to a visible tab when it is frozen, and follows when it resumes', async () => {
    const { clock, first, second } = await openTwo();
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
    const { clock, first, second } = await openTwo();

    second.tabs.wake();
    await clock.advance(tabTimes.answerMs);

    expect(first.tabs.isLeading()).toBe(true);
    expect(second.tabs.isLeading()).toBe(false);
  });
});

it('a third tab becomes leader when the second one closes, too', async () => {
  const { openTab, first, second } = await openTwo();
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
  const { first, second } = await openTwo({ hasLocks: false });

  expect(first.tabs.isLeading()).toBe(true);
  expect(second.tabs.isLeading()).toBe(true);
  first.tabs.emitEvent(presence);
  expect(second.received).toEqual(['leads']);
});

it('a tab whose browser blocks Web Locks is a leader, and requests the lock once', async () => {
  const { openTab } = setup();
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
  const { first, second } = await openTwo();

  second.tabs.stop();
  first.close();
  await settle();

  expect(second.tabs.isLeading()).toBe(false);
  expect(second.calls).toEqual(['stop']);
});

describe('the socket says whether any tab is looked at', () => {
  const looksOf = ({ calls }: { calls: readonly string[] }) =>
    calls.filter((call) => call.endsWith('looking'));

  it('the own one or another, and only when that changes', async () => {
    const { first, second } = await openTwo();

    first.tabs.setLooking(true);
    first.tabs.setLooking(true);
    // The user changes to the other tab, which is reported first, or last.
    second.tabs.setLooking(true);
    first.tabs.setLooking(false);
    expect(looksOf(first)).toEqual(['looking']);
    second.tabs.setLooking(false);

    expect(looksOf(first)).toEqual(['looking', 'not looking']);
  });

  it('not for ever by a tab that has crashed, but as long as it is watched', async () => {
    const { clock, first, second } = await openTwo();
    second.tabs.setLooking(true);

    await clock.advance(2 * lookMs);
    expect(looksOf(first)).toEqual(['looking']);
    second.freeze();
    second.close();
    second.tabs.stop();
    await clock.advance(lookMs);

    expect(looksOf(first)).toEqual(['looking', 'not looking']);
  });

  it('of a new leader too, which asks the others', async () => {
    const { openTab, first, second } = await openTwo();
    const third = openTab();
    await settle();
    third.tabs.setLooking(true);
    expect(looksOf(first)).toEqual(['looking']);

    first.close();
    await settle();

    expect(second.tabs.isLeading()).toBe(true);
    expect(looksOf(second)).toEqual(['looking']);
  });
});
