import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { drag, makeScene, pdf, signIn } from './scene.ts';

/** Records what a screen reader would announce: changes within live regions. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const received: string[] = [];
    Object.assign(globalThis, { received });
    const live = '[role=alert], [role=status], [role=log]';
    const elementOf = (node: Node): Element | null =>
      node instanceof Element ? node : node.parentElement;
    /** A region that is inserted together with its text is announced only if it is an alert. */
    const isAnnounced = (node: Node): boolean => {
      const around = (node instanceof Element ? node.parentElement : elementOf(node))?.closest(
        live,
      );
      return around ? around.getAttribute('aria-live') !== 'off' : false;
    };
    const alertsIn = (node: Node): Element[] =>
      node instanceof Element
        ? [
            ...(node.matches('[role=alert]') ? [node] : []),
            ...node.querySelectorAll('[role=alert]'),
          ]
        : [];
    new MutationObserver((changes) => {
      const nodes = changes.flatMap(({ type, target, addedNodes }) =>
        type === 'characterData' ? [target] : [...addedNodes],
      );
      const announced = [...nodes.filter(isAnnounced), ...nodes.flatMap(alertsIn)];
      received.push(...announced.map(({ textContent }) => textContent ?? ''));
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
const expectAnnounced = async (page: Page, words: string | RegExp): Promise<void> => {
  const received = () =>
    page.evaluate(() => (globalThis as unknown as { received: string[] }).received.join('\n'));
  await expect.poll(received).toMatch(words);
};

test('a screen reader announces changes', async ({ page, siteUrl }) => {
  const { register, open, say } = makeScene(siteUrl);
  const [ada, bob] = [await register(), await register()];
  const dialogId = await open(ada, bob);
  for (let n = 1; n <= 30; n++) await say(ada, dialogId, { content: `Old news ${n}` });
  await listen(page);

  await page.goto(`${siteUrl}/sign-in`);
  await page.getByLabel('Username').fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('Wrong-Pass-1');
  await page.keyboard.press('Enter');
  await expectAnnounced(page, 'That name and password do not match.');

  await signIn(page.context(), siteUrl, ada);
  await page.goto(siteUrl);
  await page.getByRole('searchbox').fill(bob.username);
  await expectAnnounced(page, '1 found');
  await page.keyboard.press('Enter');
  const log = page.getByRole('log', { name: 'Messages' });
  await log.getByText('Old news 30').waitFor();

  await say(bob, dialogId, { content: 'Fresh news' });
  await expectAnnounced(page, new RegExp(`${bob.username}: .*Fresh news`));
  const row = log.locator('[data-key]').filter({ hasText: 'Fresh news' });
  await row.getByRole('button', { name: 'Message options' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Copy' }).click();
  await expectAnnounced(page, /Copied|does not allow copying/);
  await drag(page, 'drop', [{ ...pdf('setup.exe'), type: 'application/x-msdownload' }]);
  // The name is in a bidi isolate.
  await expectAnnounced(page, /Not attached: \u2068?setup\.exe\u2069?\./);

  // Older messages that scroll into the document are not announced; new ones are, as a count.
  await log.press('Home');
  await page.getByRole('button', { name: /^Jump to latest/ }).waitFor();
  await expect(log).toHaveAttribute('aria-live', 'off');
  await say(bob, dialogId, { content: 'Later news' });
  await expectAnnounced(page, '1 unread message');

  await page.route('**/conversations/*/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 403, json: { code: 'blocked', detail: '' } })
      : route.continue(),
  );
  await page.getByRole('textbox', { name: 'Message' }).fill('This one is refused');
  await page.getByRole('button', { name: 'Send' }).click();
  await expectAnnounced(page, 'Not sent');
});
