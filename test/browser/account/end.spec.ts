import type { Page } from '@playwright/test';
import { expect, test } from '#test/browser/fixtures.ts';
import { makeClient } from '#test/support/client.ts';

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const fromEnd = (page: Page): Promise<number> =>
  log(page).evaluate(
    ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
  );
const staysAtEnd = async (page: Page): Promise<void> => {
  // Two frames: the first measures rows, in the second the log follows.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await expect.poll(() => fromEnd(page)).toBeLessThan(2);
};

/** A conversation of long and short messages, all of them read. */
const longTalk = async (siteUrl: string, name: string): Promise<string> => {
  const { call, register } = makeClient(siteUrl);
  const bob = await register();
  const found = await call('GET', `/users/search?q=${name}`, { token: bob.token });
  const opened = await call('POST', '/conversations', {
    token: bob.token,
    json: { peer_id: found.body.items[0].id },
  });
  for (let n = 1; n <= 40; n++) {
    await call('POST', `/conversations/${opened.body.id}/messages`, {
      token: bob.token,
      json: { content: `${n}: ${'a long story with many words '.repeat(n % 4 === 0 ? 12 : 1)}` },
    });
  }
  return opened.body.id;
};

test('a log at its end stays there, whatever changes size', {
  tag: '@phone',
}, async ({ newPerson, siteUrl }) => {
  const { name, page } = await newPerson('ada');
  const id = await longTalk(siteUrl, name);
  await page.goto(`/c/${id}`);
  await page.getByRole('button', { name: /^Jump to latest/ }).click();
  await staysAtEnd(page);
  await expect(page.getByRole('button', { name: /^Jump to latest/ })).toBeHidden();
  const { width, height } = page.viewportSize() ?? { width: 1_280, height: 800 };

  // A narrower and a wider window, a rotated phone, a keyboard.
  for (const size of [
    { width: 420, height: 800 },
    { width: 320, height: 560 },
    { width: 900, height: 400 },
    { width: 390, height: 330 },
    { width, height },
  ]) {
    await page.setViewportSize(size);
    await staysAtEnd(page);
  }
  // An on-screen keyboard that covers the page instead of resizing it.
  for (const keyboard of [300, 0]) {
    await page.evaluate((covered) => {
      const view = globalThis.visualViewport as VisualViewport;
      Object.defineProperty(view, 'height', {
        configurable: true,
        get: () => innerHeight - covered,
      });
      view.dispatchEvent(new Event('resize'));
    }, keyboard);
    await expect
      .poll(() => page.getByRole('main').evaluate((main) => innerHeight - main.clientHeight))
      .toBe(keyboard);
    await staysAtEnd(page);
  }
  // A larger font.
  for (const size of ['150%', '200%', '100%']) {
    await page.evaluate((next) => {
      document.documentElement.style.fontSize = next;
    }, size);
    await staysAtEnd(page);
  }
  // The box grows and shrinks.
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill('line\n'.repeat(12));
  await staysAtEnd(page);
  await box.fill('');
  await staysAtEnd(page);
  // A banner above the log.
  await log(page).evaluate((element) => {
    const banner = document.createElement('div');
    banner.style.height = '120px';
    element.parentElement?.before(banner);
  });
  await staysAtEnd(page);
  // Late-loading content in the last message.
  await log(page).evaluate((element) => {
    const bubbles = element.querySelectorAll('[data-bubble]');
    (bubbles[bubbles.length - 1] as HTMLElement).style.paddingBottom = '300px';
  });
  await staysAtEnd(page);
});

test('a log in the middle keeps the visible message in view when the window changes size', {
  tag: '@phone',
}, async ({ newPerson, siteUrl }) => {
  const { name, page } = await newPerson('ada');
  const id = await longTalk(siteUrl, name);
  await page.goto(`/c/${id}`);
  await page.getByRole('button', { name: /^Jump to latest/ }).click();
  await staysAtEnd(page);
  await log(page).hover();
  await page.mouse.wheel(0, -1_200);
  await expect.poll(() => fromEnd(page)).toBeGreaterThan(600);
  const topmost = (): Promise<string> =>
    log(page).evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      const rows = [...element.querySelectorAll<HTMLElement>('[data-index]')];
      const row = rows.find((other) => other.getBoundingClientRect().bottom > top + 20);
      return row?.dataset['key'] ?? '';
    });
  let before = '';
  const isStill = async (): Promise<boolean> => {
    const last = before;
    before = await topmost();
    return last === before;
  };
  await expect.poll(isStill).toBe(true);
  const row = log(page).locator(`[data-key="${before}"]`);

  const { width, height } = page.viewportSize() ?? { width: 1_280, height: 800 };
  for (const size of [
    { width: Math.round(width * 0.6), height },
    { width: Math.round(width * 0.6), height: height - 250 },
    { width, height },
  ]) {
    await page.setViewportSize(size);
    await expect(row).toBeInViewport();
    expect(await fromEnd(page)).toBeGreaterThan(200);
  }

  // Scrolling without input, as by the browser's search or a screen reader, is not undone.
  const isLeftAlone = (): Promise<boolean> =>
    log(page).evaluate(async (element) => {
      element.scrollTop += element.scrollTop > 300 ? -200 : 200;
      const wanted = element.scrollTop;
      const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
      for (let n = 0; n < 3; n++) await frame();
      return Math.abs(element.scrollTop - wanted) < 100;
    });
  await expect.poll(isLeftAlone).toBe(true);
});
