import { makeScene, pdf, signIn } from '#test/browser/a11y/scene.ts';
import { expect, test } from '#test/browser/fixtures.ts';

test('messages are forwarded to several people, files too, once each, also while offline', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  const { register, open, say, show, call } = makeScene(siteUrl);
  const [ada, bob, eve] = await Promise.all([register(), register(), register()]);
  const withBob = await open(ada, bob);
  const withEve = await open(ada, eve);
  await say(ada, withEve, { content: 'Hello' });
  await show(bob, withBob, [pdf('timetable.pdf')], 'For *the way*');
  await say(ada, withBob, { content: 'Thanks' });
  await signIn(page.context(), siteUrl, ada);
  await page.goto(`${siteUrl}/c/${withBob}`);
  const log = page.getByRole('log', { name: 'Messages' });
  const shown = log.locator('[data-bubble]').filter({ hasText: 'timetable.pdf' }).first();
  await shown.waitFor();

  if (isMobile) {
    await shown.click({ button: 'right', position: { x: 40, y: 3 } });
  } else {
    const row = log.locator('[data-key]').filter({ hasText: 'timetable.pdf' }).first();
    await row.getByRole('button', { name: 'Message options' }).focus();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('menuitem', { name: 'Forward' }).click();
  const picker = page.getByRole('dialog', { name: 'Forward a message' });
  await picker.getByRole('searchbox').fill(eve.username.toUpperCase());
  await expect(picker.getByRole('checkbox')).toHaveCount(1);
  await picker.getByRole('checkbox', { name: eve.username }).check();
  await picker.getByRole('searchbox').fill('');
  await picker.getByRole('checkbox', { name: bob.username }).check();
  await expect(picker.getByText('2 chosen')).toBeVisible();
  // Nothing is answered, as on a connection that is lost meanwhile.
  await page.context().setOffline(true);
  await picker.getByRole('button', { name: 'Send' }).click();
  const forwarded = log.locator('[data-bubble]').filter({ hasText: 'Forwarded' });
  await expect(forwarded.getByText('timetable.pdf')).toBeVisible();
  await page.context().setOffline(false);
  await expect(forwarded.getByText('Sent', { exact: true })).toBeAttached();

  const filesIn = async (id: string, token: string) => {
    const { body } = await call('GET', `/conversations/${id}/messages`, { token });
    return body.items
      .filter((message: { forwarded?: true }) => message.forwarded)
      .map((message: { content: string; attachments: { filename: string }[] }) => [
        message.content,
        ...message.attachments.map(({ filename }) => filename),
      ]);
  };
  const once = [['For *the way*', 'timetable.pdf']];
  await expect.poll(() => filesIn(withEve, eve.token)).toEqual(once);
  expect(await filesIn(withBob, bob.token)).toEqual(once);
});
