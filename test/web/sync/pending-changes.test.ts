import { expect, it } from 'vitest';
import { createMemoryChanges } from '#client';
import { ApiError } from '#client/http/api-error.ts';
import { createPendingChanges } from '#client/sync/pending/pending-changes.ts';
import { createFakeChannels, createFakeLocks } from '#test/web/support/fake-tabs.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { aPlace } from '#test/web/support/pending-place.ts';

const offline = new ApiError(0, 'network');

/** Pages of one browser, which change the value of an id at one server. */
const aBrowser = () => {
  const changes = createMemoryChanges();
  const locks = createFakeLocks();
  const channels = createFakeChannels();
  const values = new Map<string, string>();
  const sent: string[] = [];
  const held: (() => void)[] = [];
  let failure: Error | null = null;
  let isHolding = false;
  const openPage = () => {
    const page = locks.forPage();
    const pending = createPendingChanges<string, string>({
      kind: 'reactions',
      place: aPlace({ changes, locks: page.locks, bus: channels.openBus() }),
      send: async (id, value) => {
        sent.push(value);
        if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
        if (failure) throw failure;
        values.set(id, value);
      },
      merge: (_, value) => value,
      rest: (wanted, answered) => (wanted === answered ? undefined : wanted),
      refusalOf: (id) => id,
    });
    return {
      ...pending,
      shown: () => pending.store.getState().pending,
      close: () => {
        pending.stop();
        page.close();
      },
    };
  };
  return {
    openPage,
    changes,
    sent,
    values,
    fail: (next: Error | null) => {
      failure = next;
    },
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      for (const answer of held.splice(0)) answer();
    },
  };
};

it('a change that was made offline outlives its page: the next one shows and sends it', async () => {
  const { openPage, fail, sent, values, changes } = aBrowser();
  fail(offline);
  const first = openPage();
  first.change('m1', 'a');
  await settle();
  first.close();
  expect(first.shown()).toEqual({});

  const next = openPage();
  expect(next.shown()).toEqual({ m1: 'a' });
  fail(null);
  next.resume();
  await settle();

  expect(sent).toEqual(['a', 'a']);
  expect(Object.fromEntries(values)).toEqual({ m1: 'a' });
  expect(next.shown()).toEqual({});
  expect(changes.keys()).toEqual([]);
});

it('a page that closes during its request leaves the change to the next one', async () => {
  const { openPage, hold, release, values } = aBrowser();
  hold();
  const first = openPage();
  first.change('m1', 'a');
  await settle();
  first.close();
  const next = openPage();
  release();
  next.resume();
  await settle();

  expect(values.get('m1')).toBe('a');
  expect(next.shown()).toEqual({});
});

it('a page that opened during the request of another one shows the change until its answer', async () => {
  const { openPage, hold, release } = aBrowser();
  hold();
  openPage().change('m1', 'a');
  const other = openPage();
  expect(other.shown()).toEqual({ m1: 'a' });
  release();
  await settle();

  expect(other.shown()).toEqual({});
});

it('of two open pages one sends what waits, also what the other has changed', async () => {
  const { openPage, fail, sent, values } = aBrowser();
  fail(offline);
  const [one, other] = [openPage(), openPage()];
  one.change('m1', 'a');
  await settle();
  sent.length = 0;
  fail(null);
  for (const page of [one, other]) page.resume();
  await settle();

  expect(sent).toEqual(['a']);
  expect(values.get('m1')).toBe('a');
  expect(one.shown()).toEqual({});
});

it('a later choice in another page is sent after the one in progress, and wins', async () => {
  const { openPage, hold, release, sent, values } = aBrowser();
  const [one, other] = [openPage(), openPage()];
  hold();
  one.change('m1', 'a');
  await settle();
  other.change('m1', 'b');
  await settle();
  expect(sent).toEqual(['a']);
  release();
  await settle();

  expect(sent).toEqual(['a', 'b']);
  expect(values.get('m1')).toBe('b');
  expect([one.shown(), other.shown()]).toEqual([{}, {}]);
});

it('a change waits for the next session if this one has ended', async () => {
  const { openPage, fail, values, changes } = aBrowser();
  fail(new ApiError(401, 'unauthenticated'));
  const first = openPage();
  first.change('m1', 'a');
  await settle();
  expect(first.store.getState().refused).toBeNull();
  first.close();

  fail(null);
  openPage().resume();
  await settle();
  expect(values.get('m1')).toBe('a');
  expect(changes.keys()).toEqual([]);
});

it('a change that is refused after its page was closed is undone, and the next page says so', async () => {
  const { openPage, fail, changes } = aBrowser();
  fail(offline);
  const first = openPage();
  first.change('m1', 'a');
  await settle();
  first.close();

  fail(new ApiError(403, 'blocked'));
  const next = openPage();
  next.resume();
  await settle();
  expect(next.store.getState()).toEqual({ pending: {}, refused: 'm1' });
  expect(changes.keys()).toEqual([]);
});
