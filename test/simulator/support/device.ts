import type { OutboxStorage, Outgoing, OutgoingFile } from '#client';
import { createMemoryChanges, createMemoryStorage } from '#client';
import { createFakeChannels, createFakeLocks } from '../../web/support/fake-tabs.ts';
import type { PageNetwork } from './network.ts';
import type { Page } from './page.ts';
import { openPage } from './page.ts';
import type { Chance } from './random.ts';
import type { Sabotage } from './sabotage.ts';
import type { Time } from './scheduler.ts';
import type { Witness } from './witness.ts';

export interface DeviceDeps {
  readonly scheduler: Time;
  readonly network: PageNetwork;
  readonly chance: Chance;
  readonly number: number;
  readonly userId: string;
  readonly newId: () => string;
  readonly sabotage: Sabotage | null;
  readonly witness: Witness | null;
}

/** A press of Send. */
export interface Pressed {
  readonly clientId: string;
  readonly device: number;
  readonly page: Page;
  readonly order: number;
  readonly at: number;
  /** Names of its files. */
  readonly files: readonly string[];
  /** The page has shown the message as pending. */
  isAccepted: boolean;
}

/** A choice of a reaction; null removes it. */
export interface Reacted {
  readonly device: number;
  readonly messageId: string;
  readonly emoji: string | null;
}

/** Schedules events in order, each with a delay after its request. */
const inOrder = ({ scheduler, chance }: DeviceDeps, slowestMs: number) => {
  let last = 0;
  const waiting: (() => void)[] = [];
  return (run: () => void): void => {
    last = Math.max(last, scheduler.now() + chance.between(0, slowestMs));
    waiting.push(run);
    // Takes the first one due: real timers may swap within a millisecond.
    scheduler.plan(last - scheduler.now(), () => waiting.shift()?.());
  };
};

/** Storage with delays, which finishes writes even if the page is closed. */
const createDisk = (deps: DeviceDeps) => {
  const plan = inOrder(deps, 5);
  const memory = createMemoryStorage();
  const later = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve) => {
      plan(() => resolve(work()));
    });
  const storage: OutboxStorage = {
    load: () => later(memory.load),
    put: (item, files) => later(() => memory.put(item, files)),
    file: (clientId, fileId) => later(() => memory.file(clientId, fileId)),
    attach: (...attached) => later(() => memory.attach(...attached)),
    remove: (clientId) => later(() => memory.remove(clientId)),
    clear: () => later(memory.clear),
  };
  return { items: memory.items, files: memory.files, storage };
};

/** A browser: pages that share storage, locks, a channel and a network. */
export const createDevice = (deps: DeviceDeps) => {
  const { scheduler, chance, network } = deps;
  const disk = createDisk(deps);
  const changes = createMemoryChanges();
  const locks = createFakeLocks();
  const channels = createFakeChannels(inOrder(deps, 3));
  const pages: { page: Page; free: () => void }[] = [];
  const pressed: Pressed[] = [];
  const reacted: Reacted[] = [];
  let latestId = '';
  let isOnline = true;

  const open = (): Page => {
    const claim = locks.forPage();
    const page = openPage({
      ...deps,
      newId: () => {
        latestId = deps.newId();
        return latestId;
      },
      isOnline: () => isOnline,
      storage: disk.storage,
      changes,
      bus: channels.openBus(),
      locks: claim.locks,
    });
    pages.push({ page, free: claim.close });
    return page;
  };

  const livePages = (): Page[] => pages.map(({ page }) => page).filter(({ gate }) => gate.isOpen());

  return {
    userId: deps.userId,
    disk,
    changes,
    pressed,
    reacted,
    pages: livePages,
    open,
    close: (page: Page): void => {
      page.close();
      pages.find((entry) => entry.page === page)?.free();
    },
    setOnline: (next: boolean): void => {
      isOnline = next;
      if (next) for (const { gate, realtime } of livePages()) gate.guard(realtime.wake)();
      else if (chance.happens(0.5)) for (const { peer } of livePages()) network.cut(peer, true);
    },
    sockets: (): number => livePages().reduce((sum, { peer }) => sum + network.socketsOf(peer), 0),
    /** Picks files; they start to upload. */
    pick: (page: Page, count: number): OutgoingFile[] => {
      const files = Array.from({ length: count }, (): OutgoingFile => {
        const fileId = deps.newId();
        return { fileId, filename: `${fileId}.txt`, mime: 'text/plain', sizeBytes: 3 };
      });
      for (const file of files) {
        page.uploads.begin(file, { blob: new Blob(['abc']), isOriginal: false });
      }
      return files;
    },
    send: (page: Page, conversationId: string, outgoing: Outgoing): void => {
      const { files = [] } = outgoing;
      const kept = page.uploads.handOver(
        files.map(({ fileId }) => fileId),
        page.outbox.isLeading(),
      );
      const accepted = page.outbox.enqueue(conversationId, outgoing, kept);
      const press: Pressed = {
        clientId: files[0]?.fileId ?? latestId,
        device: deps.number,
        page,
        order: pressed.length,
        at: scheduler.now(),
        files: files.map(({ filename }) => filename),
        isAccepted: false,
      };
      pressed.push(press);
      const accept = (): void => {
        press.isAccepted = true;
      };
      void accepted.then(page.gate.guard(accept));
    },
    react: (page: Page, messageId: string, emoji: string | null): void => {
      reacted.push({ device: deps.number, messageId, emoji });
      page.realtime.reactions.react(messageId, emoji);
    },
    dispose: (): void => {
      for (const { page } of pages) page.dispose();
    },
  };
};
export type Device = ReturnType<typeof createDevice>;
