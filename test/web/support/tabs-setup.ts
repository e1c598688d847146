import type { Socket, SocketStatus } from '#client/socket/socket.ts';
import type { LeaderLocks } from '#client/tabs/leader.ts';
import { createTabs } from '#client/tabs/tabs.ts';
import { ME } from './builders.ts';
import { createFakeChannels, createFakeLocks } from './fake-tabs.ts';
import { createFakeTimers, settle } from './fake-timers.ts';

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
/** Opens tabs of one browser. */
export const setupTabs = ({ hasLocks = true } = {}) => {
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

export const openTwoTabs = async (options?: { hasLocks?: boolean }) => {
  const { clock, openTab } = setupTabs(options);
  const first = openTab();
  await settle();
  const second = openTab();
  await settle();
  return { clock, openTab, first, second };
};
