import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { makeScene, signIn } from './scene.ts';

/** Pixels below the view. */
const toEnd = (log: Locator): Promise<number> =>
  log.evaluate(({ scrollHeight, clientHeight, scrollTop }) =>
    Math.round(scrollHeight - clientHeight - scrollTop),
  );

test('with reduced motion, the log jumps to the latest message without an animation', {
  tag: '@phone',
}, async ({ page, siteUrl }) => {
  const { register, open, say } = makeScene(siteUrl);
  const [ada, bob] = [await register(), await register()];
  const dialogId = await open(ada, bob);
  for (let n = 1; n <= 40; n++)
    await say(ada, dialogId, { content: `Line ${n}\n`.repeat(n % 4) + n });
  await signIn(page.context(), siteUrl, ada);
  await page.emulateMedia({ reducedMotion: 'reduce' });

  await page.goto(`${siteUrl}/c/${dialogId}`);
  const log = page.getByRole('log', { name: 'Messages' });
  await log.getByText('40', { exact: true }).waitFor();
  expect(await toEnd(log)).toBe(0);

  // Until all messages are loaded, older ones would appear above the first one.
  await expect(log.locator('[aria-setsize="-1"]')).toHaveCount(0);
  await log.press('Home');
  const jump = page.getByRole('button', { name: /^Jump to latest/ });
  await expect.poll(() => log.evaluate(({ scrollTop }) => scrollTop)).toBeLessThan(100);
  const places = await jump.evaluate(async (button) => {
    const scroller = document.querySelector('[role=log]');
    (button as HTMLElement).click();
    const places: number[] = [];
    for (let frame = 0; frame < 30; frame++) {
      await new Promise(requestAnimationFrame);
      places.push(Math.round(scroller?.scrollTop ?? 0));
    }
    return places;
  });
  // After a jump, only the measuring of rows moves the log a little.
  expect(places[2]).toBeGreaterThan(0.8 * (places.at(-1) ?? 0));
  expect(await toEnd(log)).toBe(0);
});
