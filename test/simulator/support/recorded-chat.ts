import type { Call } from '#client';
import { createClient, createMemoryCache, createMemoryStorage } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { countedIds } from '../../support/fakes.ts';
import { createFakeChannels, createFakeLocks } from '../../web/support/fake-tabs.ts';
import type { Request } from './api.ts';
import type { PageNetwork, Peer } from './network.ts';
import { createNetwork, fairWeather } from './network.ts';
import { createChance } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import { createScheduler } from './scheduler.ts';

/** How the two people behave; docs/cost.md gives the reasons. */
export const habits = {
  /** Characters of a message, and the time of each key: 3.5 a second. */
  characters: 30,
  keyMs: 286,
  /** Between two messages of a burst. */
  pauseMs: 1_500,
  /** From the end of a burst to the first key of the answer. */
  thinkMs: 12_000,
  /** Sizes of bursts: two or three messages in a row. */
  bursts: [3, 2],
  sessionMs: 10 * 60_000,
  /** From the first one's opening to the second one's, who stays as long after the first one has left. */
  apartMs: 5 * 60_000,
} as const;

type Counts = Record<string, number>;

/** What a recorded chat consisted of: calls by route, frames by type and direction. */
export interface Recorded {
  readonly messages: number;
  readonly sessions: number;
  readonly calls: Counts;
  readonly framesToServer: Counts;
  readonly framesToClients: Counts;
}

const countInto = (counts: Counts, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};
const sorted = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Counts the requests and frames between pages and server. */
const counting = (network: PageNetwork, counts: Omit<Recorded, 'messages' | 'sessions'>) => ({
  call: (peer: Peer, key: string, request: Request = {}) => {
    countInto(counts.calls, key);
    return network.call(peer, key, request);
  },
  open: (peer: Peer, ticket: string) => {
    const socket = network.open(peer, ticket);
    const { send } = socket;
    socket.send = (frame) => {
      countInto(counts.framesToServer, (JSON.parse(frame) as { action: string }).action);
      send(frame);
    };
    return new Proxy(socket, {
      set: (target, name, value) => {
        if (name !== 'onmessage' || value === null) return Reflect.set(target, name, value);
        const receive = value as NonNullable<typeof socket.onmessage>;
        target.onmessage = (event) => {
          countInto(
            counts.framesToClients,
            (JSON.parse(String(event.data)) as { type: string }).type,
          );
          receive(event);
        };
        return true;
      },
    });
  },
});

/** A person at one device: opens the dialog, reads, types, leaves. */
const createPerson = (
  scheduler: Scheduler,
  network: ReturnType<typeof counting>,
  userId: string,
  conversationId: string,
) => {
  const ids = countedIds(userId.length + Number(userId.at(7)));
  const storage = createMemoryStorage();
  const locks = createFakeLocks();
  const channels = createFakeChannels();
  const chance = createChance(1);

  const open = async () => {
    const peer: Peer = { userId, guard: (run) => run, isOnline: () => true };
    const call = ((key: string, request: Request) => network.call(peer, key, request)) as Call;
    const cache = createMemoryCache(call);
    const claim = locks.forPage();
    const client = createClient(
      {
        openSocket: (ticket) => network.open(peer, ticket),
        openBus: () => channels.openBus(),
        openStorage: () => storage,
        leaderLocks: claim.locks,
        timers: scheduler.timers,
        random: chance.next,
        now: scheduler.now,
        newId: ids.uuid,
      },
      { userId, call, cache },
    );
    const { realtime } = client;
    const look = (): void => {
      const { unread_count = 0, my_read_seq = 0 } = cache.conversation(conversationId) ?? {};
      const seen = cache.window(conversationId)?.logSeq ?? 0;
      if (unread_count > 0 && seen > my_read_seq) realtime.markRead(conversationId, seen);
    };
    client.onEvent(look);
    // The first view of the site, besides the session and settings: list and newest messages.
    const list = call('GET /api/conversations', { query: { page: '1', size: '20' } });
    cache.mergeList(((await list) as { items: Conversation[] }).items);
    await cache.resetWindow(conversationId);
    client.start();
    look();
    return {
      /** Types a message and sends it. */
      write: async (text: string): Promise<void> => {
        for (let length = 1; length <= text.length; length++) {
          realtime.typing.typed(conversationId, text.slice(0, length));
          await scheduler.clock.sleep(habits.keyMs);
        }
        realtime.typing.sent(conversationId);
        await client.outbox.enqueue(conversationId, { content: text });
      },
      leave: (): void => {
        realtime.setVisible(false);
        client.stop({ isForgotten: false });
        claim.close();
      },
    };
  };
  return { open };
};

/**
 * Two people with the real client and the real use cases on simulated time. A day has two sessions: in each,
 * both write two bursts while the other one is away and two in answer to the other one. So half of the
 * messages are typed while the other one has the page open.
 */
export const recordChat = async (days = 3): Promise<Recorded> => {
  const scheduler = createScheduler();
  const real = await createNetwork(scheduler, createChance(7), fairWeather);
  const counts = { calls: {}, framesToServer: {}, framesToClients: {} };
  const network = counting(real, counts);
  const { server } = real;
  const [ada, bob] = [await server.register('ada'), await server.register('bob')];
  const api = server.process().api;
  const opened = await api(ada, 'POST /api/conversations', { body: { peer_id: bob } });
  const { id } = opened as Conversation;
  await api(bob, 'POST /api/conversations', { body: { peer_id: ada } });
  const people = [ada, bob].map((userId) => createPerson(scheduler, network, userId, id));
  const [first, second] = people;
  if (!first || !second) throw new Error('a chat needs two people');
  let messages = 0;
  type Page = Awaited<ReturnType<typeof first.open>>;

  const burst = async (page: Page, size: number): Promise<void> => {
    for (let count = 0; count < size; count++) {
      await page.write('x'.repeat(habits.characters));
      messages++;
      await scheduler.clock.sleep(habits.pauseMs);
    }
    await scheduler.clock.sleep(habits.thinkMs);
  };
  const bursts = async (pages: readonly Page[]): Promise<void> => {
    for (const size of habits.bursts) for (const page of pages) await burst(page, size);
  };
  const until = (at: number) => scheduler.clock.sleep(Math.max(0, at - scheduler.now()));

  const day = async (): Promise<void> => {
    const start = scheduler.now();
    const early = await first.open();
    await scheduler.clock.sleep(habits.thinkMs);
    await bursts([early]);
    await until(start + habits.apartMs);
    const late = await second.open();
    await scheduler.clock.sleep(habits.thinkMs);
    await bursts([late, early]);
    await until(start + habits.sessionMs);
    early.leave();
    await scheduler.clock.sleep(habits.thinkMs);
    await bursts([late]);
    await until(start + habits.apartMs + habits.sessionMs);
    late.leave();
    await until(start + 24 * 3_600_000);
  };
  const run = async (count: number): Promise<void> => {
    let isOver = false;
    const whole = (async () => {
      for (let past = 0; past < count; past++) await day();
    })().finally(() => {
      isOver = true;
    });
    while (!isOver) await scheduler.runFor(60_000);
    await whole;
  };
  try {
    // Waits until both have written and left something unread, with which each further day begins.
    await run(1);
    for (const kind of Object.values(counts)) {
      for (const name of Object.keys(kind)) delete (kind as Counts)[name];
    }
    messages = 0;
    await run(days);
    return {
      messages,
      sessions: days * 2,
      calls: sorted(counts.calls),
      framesToServer: sorted(counts.framesToServer),
      framesToClients: sorted(counts.framesToClients),
    };
  } finally {
    server.close();
  }
};
