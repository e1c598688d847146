import { afterEach, expect, it, vi } from 'vitest';
import { untilLoaded } from '#site/lib/parts/until-loaded.ts';

const missing = new TypeError('Failed to fetch dynamically imported module');

/** A script that cannot be loaded while `isMissing`, of a site whose server answers while `isThere`. */
const aSite = () => {
  const site = { isMissing: true, isThere: false, loads: 0 };
  vi.stubGlobal('fetch', async () => {
    if (!site.isThere) throw new TypeError('Failed to fetch');
    return new Response();
  });
  const load = async () => {
    site.loads++;
    if (site.isMissing) throw missing;
    return 'the script';
  };
  return { site, load };
};

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('without a network a script is loaded when the device is online again', async () => {
  const { site, load } = aSite();
  const loaded = untilLoaded(load);
  await vi.waitFor(() => expect(site.loads).toBe(1));
  await vi.waitFor(() => {
    site.isMissing = false;
    globalThis.dispatchEvent(new Event('online'));
    expect(site.loads).toBe(2);
  });

  expect(await loaded).toBe('the script');
});

it('or when the server answers again, of which no event tells', async () => {
  vi.useFakeTimers();
  const { site, load } = aSite();
  const loaded = untilLoaded(load);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(site.loads).toBe(5);
  site.isMissing = false;
  await vi.advanceTimersByTimeAsync(5_000);

  expect(await loaded).toBe('the script');
});

it('a script that is missing though the server is there is an error, but not if the network has just come back', async () => {
  const { site, load } = aSite();
  site.isThere = true;
  await expect(untilLoaded(load)).rejects.toBe(missing);
  expect(site.loads).toBe(2);

  const loaded = untilLoaded(load);
  site.isMissing = false;
  expect(await loaded).toBe('the script');
});
