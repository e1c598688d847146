import { describe, expect, it } from 'vitest';
import { shareSession } from '#client/tabs/share-session.ts';
import { refused, rotatingServer, setupApi } from '#test/web/support/api-setup.ts';
import { aToken, ME } from '#test/web/support/builders.ts';
import { createFakeChannels } from '#test/web/support/fake-tabs.ts';
import { settle } from '#test/web/support/fake-timers.ts';

const NIGHT_MS = 8 * 3_600_000;

/** Tabs of one browser; `deliver` delivers their messages. */
const setup = () => {
  const onTheWay: (() => void)[] = [];
  const channels = createFakeChannels((hand) => void onTheWay.push(hand));
  let time = Date.UTC(2026, 0, 1);
  const openPage = (server = rotatingServer()) => {
    const api = setupApi({ server });
    api.session.accept({ access_token: aToken(ME) });
    const bus = channels.openBus();
    const stop = shareSession({ session: api.session, bus, now: () => time });
    const leave = (): void => {
      stop();
      bus.close();
    };
    // Like services.ts.
    api.session.store.subscribe(({ userId }) => {
      if (userId === null) leave();
    });
    return { ...api, status: () => api.session.store.getState().status };
  };
  return {
    openPage,
    sleep: (ms: number) => {
      time += ms;
    },
    deliver: () => {
      for (const hand of onTheWay.splice(0)) hand();
    },
    onTheWay,
  };
};

describe('a sign-out', () => {
  it('reaches the other tabs of the browser, which do not repeat it', () => {
    const { openPage, deliver, onTheWay } = setup();
    const [first, second] = [openPage(), openPage()];

    first.session.end();
    deliver();

    expect(second.status()).toBe('signed-out');
    expect(second.session.hasExpired()).toBe(false);
    expect(onTheWay).toEqual([]);
  });

  it('that a frozen page receives the next day ends no newer session', async () => {
    const { openPage, deliver, sleep, onTheWay } = setup();
    const [first, frozen] = [openPage(), openPage()];

    first.session.end();
    sleep(NIGHT_MS);
    const again = openPage();
    deliver();
    await settle();
    deliver();

    expect(frozen.status()).toBe('signed-in');
    expect(frozen.asked()).toEqual(['POST /api/auth/refresh']);
    expect(again.status()).toBe('signed-in');
    expect(onTheWay).toEqual([]);
  });

  it('that a frozen page receives the next day ends its session if the server has none', async () => {
    const { openPage, deliver, sleep } = setup();
    const first = openPage();
    const frozen = openPage(() => refused(401, 'invalid_refresh_token'));

    first.session.end();
    sleep(NIGHT_MS);
    deliver();
    await settle();

    expect(frozen.status()).toBe('signed-out');
  });
});

it('a renewed token is shared with the other tabs', async () => {
  const { openPage, deliver } = setup();
  const [first, second] = [openPage(), openPage()];

  await first.session.renew(first.session.token());
  deliver();

  expect(second.session.token()).toBe(first.session.token());
});
