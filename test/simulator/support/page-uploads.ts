import type { Call, OutboxStorage, TabBus, Timers } from '#client';
import { createUploads } from '#client';

interface Deps {
  readonly call: Call;
  readonly bus: TabBus;
  readonly timers: Timers;
  readonly random: () => number;
}
type Ask = (key: string, input: object) => Promise<unknown>;

/** The real uploads of a page; forms use the same simulated network. */
export const createPageUploads = (deps: Deps) =>
  createUploads({
    ...deps,
    prepare: async ({ blob, filename, mime }) => ({ blob, filename, mime }),
    post: async ({ fields }, blob, { signal, onShare }) => {
      const body = { key: fields['key'], text: 'x'.repeat(blob.size) };
      onShare(0.5);
      await (deps.call as unknown as Ask)('POST /files', { body });
      signal.throwIfAborted();
    },
  });

type Guard = (run: () => void) => () => void;

/** The device's storage for a page: it does not answer in a closed or frozen one. */
export const guardedStorage = (storage: OutboxStorage, guard: Guard): OutboxStorage => {
  const received = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve) => void answer.then((value) => guard(() => resolve(value))()));
  return {
    load: () => received(storage.load()),
    put: (...put) => received(storage.put(...put)),
    file: (...file) => received(storage.file(...file)),
    attach: (...attached) => received(storage.attach(...attached)),
    remove: (clientId) => received(storage.remove(clientId)),
    clear: () => received(storage.clear()),
  };
};
