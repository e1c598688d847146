import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Draft, type Drafts, noDraft, useDrafts } from '#site/sync/drafts.ts';
import { type DraftStorage, keepDrafts } from '#site/sync/drafts-storage.ts';

/** A storage whose writes finish on demand. */
const slowStorage = (kept: Drafts = {}) => {
  const waiting: (() => void)[] = [];
  const atOnce: Readonly<Record<string, Draft | null>>[] = [];
  const storage: DraftStorage = {
    load: async () => kept,
    write: () => new Promise((resolve) => void waiting.push(resolve)),
    writeAtOnce: (changes) => void atOnce.push(changes),
    clear: async () => undefined,
  };
  /** Until nothing more is written. */
  const finish = async (): Promise<void> => {
    for (let end = waiting.shift(); end; end = waiting.shift()) {
      end();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return { storage, atOnce, finish };
};

const write = (text: string): void => useDrafts.getState().change('one', { text });
const leave = (): boolean => dispatchEvent(new Event('pagehide'));
let stop: (() => void) | undefined;
const start = async (storage: DraftStorage): Promise<void> => {
  const { started, stop: end } = keepDrafts(storage);
  stop = () => end({ isForgotten: false });
  await started;
};

beforeEach(() => useDrafts.getState().clear());
afterEach(() => stop?.());

describe('a page that closes right after typing', () => {
  it('saves what the storage does not have yet', async () => {
    const { storage, atOnce } = slowStorage();
    await start(storage);

    write('h');
    write('half a thought');
    leave();

    expect(atOnce).toEqual([{ one: { ...noDraft, text: 'half a thought' } }]);
  });

  it('saves that a draft was sent', async () => {
    const { storage, atOnce } = slowStorage({ one: { ...noDraft, text: 'kept' } });
    await start(storage);

    write('');
    leave();

    expect(atOnce).toEqual([{ one: null }]);
  });

  it('saves nothing that is already stored', async () => {
    const { storage, atOnce, finish } = slowStorage();
    await start(storage);
    write('half a thought');
    await finish();

    leave();

    expect(atOnce).toEqual([]);
  });

  it('saves no data of a user who has signed out', async () => {
    const { storage, atOnce } = slowStorage();
    await start(storage);
    write('half a thought');

    stop?.();
    leave();

    expect(atOnce).toEqual([]);
  });
});
