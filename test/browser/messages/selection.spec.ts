import { makeScene, signIn } from '#test/browser/a11y/scene.ts';
import { expect, test } from '#test/browser/fixtures.ts';

test('several messages are selected, by keyboard or touch, and copied, forwarded or deleted', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  const { register, open, say, remove } = makeScene(siteUrl);
  const [ada, bob] = await Promise.all([register(), register()]);
  const id = await open(ada, bob);
  await say(bob, id, { content: 'From Bob' });
  await say(bob, id, { content: 'To be hidden' });
  for (const n of [1, 2, 3, 4]) await say(ada, id, { content: `own ${n}` });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page.context(), siteUrl, ada);
  await page.goto(`${siteUrl}/c/${id}`);
  const log = page.getByRole('log', { name: 'Messages' });
  const bubble = (text: string) => log.locator('[data-bubble]').filter({ hasText: text }).first();
  const bar = page.getByRole('toolbar', { name: 'Selected messages' });
  const start = async (text: string) => {
    await bubble(text).click({ button: 'right', position: { x: 40, y: 4 } });
    await page.getByRole('menuitem', { name: 'Select' }).click();
    await expect(bar.getByRole('status')).toHaveText('1 selected');
  };
  const check = (text: string) => log.getByRole('checkbox', { name: `Select message: ${text}` });

  await start('own 2');
  await expect(check('own 2')).toBeFocused();
  if (isMobile) await bubble('own 3').click({ force: true });
  else {
    await page.keyboard.press('ArrowDown');
    await expect(check('own 3')).toBeFocused();
    await page.keyboard.press('Space');
  }
  await expect(bar.getByRole('status')).toHaveText('2 selected');
  await bar.getByRole('button', { name: 'Copy' }).click();
  await expect(bar).toBeHidden();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll(/\[[^\]]+\]/g, '[time]')).toBe('[time] You: own 2\n[time] You: own 3');

  // Shift and a click select all between.
  await start('own 1');
  await bubble('own 4').click({ force: true, modifiers: ['Shift'] });
  await expect(bar.getByRole('status')).toHaveText('4 selected');
  await bubble('own 4').click({ force: true });
  await bar.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(log.getByText('Message deleted')).toHaveCount(3);
  await expect(bar).toBeHidden();
  await expect(bubble('own 4')).toBeVisible();

  // Messages of the other one can be deleted only for oneself.
  await start('To be hidden');
  await bar.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question.getByText(`${bob.username} keeps the message.`)).toBeVisible();
  await expect(question.getByRole('radio')).toHaveCount(0);
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(bubble('To be hidden')).toBeHidden();

  // The checkbox that had the focus is gone with its message.
  const gone = await say(bob, id, { content: 'Soon gone' });
  await start('Soon gone');
  await expect(check('Soon gone')).toBeFocused();
  await remove(bob, gone);
  await expect(bar.getByRole('status')).toHaveText('0 selected');
  await expect(bar).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();

  await start('From Bob');
  await bubble('own 4').click({ force: true });
  await bar.getByRole('button', { name: 'Forward' }).click();
  const picker = page.getByRole('dialog', { name: 'Forward 2 messages' });
  const chosen = bar.getByRole('status');
  await expect(picker).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker).toBeHidden();
  await expect(chosen).toHaveText('2 selected');
  await expect(bar.getByRole('button', { name: 'Forward' })).toBeFocused();
  await bar.getByRole('button', { name: 'Forward' }).click();
  await expect(picker).toBeVisible();
  await page.goBack();
  await expect(picker).toBeHidden();
  await expect(page).toHaveURL(`${siteUrl}/c/${id}`);
  await expect(chosen).toHaveText('2 selected');
  await bar.getByRole('button', { name: 'Forward' }).click();
  await picker.getByRole('checkbox', { name: bob.username }).check();
  await picker.getByRole('button', { name: 'Send' }).click();
  const forwarded = log.locator('[data-bubble]').filter({ hasText: 'Forwarded' });
  await expect(forwarded).toHaveCount(2);
  await expect(forwarded.first()).toContainText('From Bob');

  await start('own 4');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  const box = page.getByRole('textbox', { name: 'Message' });
  await expect(box).toBeVisible();
  if (!isMobile) await expect(box).toBeFocused();
});
