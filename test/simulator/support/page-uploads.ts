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
  const heard = <T>(answer: Promise<T>): Promise<T> =>
    new Promise((resolve) => void answer.then((value) => guard(() => resolve(value))()));
  return {
    load: () => heard(storage.load()),
    put: (...put) => heard(storage.put(...put)),
    file: (...file) => heard(storage.file(...file)),
    attach: (...attached) => heard(storage.attach(...attached)),
    remove: (clientId) => heard(storage.remove(clientId)),
    clear: () => heard(storage.clear()),
  };
};
