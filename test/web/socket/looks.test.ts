import { describe, expect, it } from 'vitest';
import { lookMs } from '#client/tabs/looks.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { openTwoTabs } from '#test/web/support/tabs-setup.ts';

describe('the socket says whether any tab is looked at', () => {
  const looksOf = ({ calls }: { calls: readonly string[] }) =>
    calls.filter((call) => call.endsWith('looking'));

  it('the own one or another, and only when that changes', async () => {
    const { first, second } = await openTwoTabs();

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
    const { clock, first, second } = await openTwoTabs();
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
    const { openTab, first, second } = await openTwoTabs();
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
