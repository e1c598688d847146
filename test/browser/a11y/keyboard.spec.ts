import { expect, password, test } from '../fixtures.ts';
import { makeKeyboard } from './keyboard.ts';
import { makeScene, photo } from './scene.ts';

test('everything works with a keyboard alone, and the focus is always visible', async ({
  page,
  siteUrl,
}) => {
  test.setTimeout(120_000);
  const { register, open, show } = makeScene(siteUrl);
  const [ada, bob] = [await register(), await register()];
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const keyboard = makeKeyboard(page);
  const { press, type, walkTo } = keyboard;

  await page.goto(`${siteUrl}/sign-in`);
  await walkTo(page.getByLabel('Username'));
  await type(ada.username);
  await walkTo(page.getByLabel('Password', { exact: true }));
  await type(password);
  await walkTo(page.getByRole('button', { name: 'Sign in' }));
  await press('Enter');

  // Search, start a chat, send: the opened dialog focuses the box.
  await walkTo(page.getByRole('searchbox'));
  await type(bob.username);
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await walkTo(page.locator('[data-row]'), 'ArrowDown');
  await press('Enter');
  const box = page.getByRole('textbox', { name: 'Message' });
  await expect(box).toBeFocused();
  await type('First words');
  await press('Enter');
  const log = page.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Sent', { exact: true })).toHaveCount(1);

  await press('ArrowUp');
  await expect(box).toHaveValue('First words');
  await press('End');
  await type(', and better ones');
  await press('Enter');
  await expect(log.getByText('First words, and better ones')).toBeVisible();
  await expect(box).toBeFocused();

  // The menu of a message, opened by its button, returns the focus to it.
  const options = log.getByRole('button', { name: 'Message options' });
  await walkTo(options, 'Shift+Tab');
  await press('Enter');
  await walkTo(page.getByRole('menuitem', { name: 'Copy' }), 'ArrowDown');
  await press('Escape');
  await expect(options).toBeFocused();
  await press('Enter');
  await walkTo(page.getByRole('menuitem', { name: 'Delete' }), 'ArrowDown');
  await press('Enter');
  await walkTo(page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
  await press('Enter');
  await expect(log.getByText('Message deleted')).toBeVisible();
  await expect(box).toBeFocused();

  // Attach: the button opens the file picker.
  const picking = page.waitForEvent('filechooser');
  await walkTo(button('Attach files'), 'Shift+Tab');
  await press('Enter');
  const { name, type: mimeType, bytes } = photo('mine.jpg');
  await (await picking).setFiles([{ name, mimeType, buffer: Buffer.from(bytes) }]);
  await page.getByText('mine.jpg: Ready to send').waitFor({ state: 'attached' });
  await walkTo(button('Remove mine.jpg'), 'Shift+Tab');
  await walkTo(button('Send'));
  await press('Enter');

  // Waits until it is sent: photos stand in the order of sending.
  await expect(log.locator('[data-key]').last()).toContainText('Sent');

  // Opens a photo and returns the focus to it.
  await show(bob, await open(ada, bob), [photo('theirs.jpg')]);
  const theirs = log.getByRole('button', { name: 'Open photo theirs.jpg' });
  await walkTo(theirs, 'Shift+Tab');
  await press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Photos' });
  await viewer.getByRole('img', { name: 'theirs.jpg' }).waitFor();
  await press('ArrowLeft');
  await viewer.getByRole('img', { name: 'mine.jpg' }).waitFor();
  await press('ArrowRight');
  await viewer.getByRole('img', { name: 'theirs.jpg' }).waitFor();
  await walkTo(viewer.getByRole('button', { name: 'Close' }));
  await press('Enter');
  await expect(theirs).toBeFocused();

  // The emoji picker returns the focus to the box.
  await walkTo(button('Emoji'));
  await press('Enter');
  await expect(page.getByPlaceholder('Search emoji')).toBeFocused();
  await type('rocket');
  await page.getByRole('gridcell', { name: 'Rocket' }).waitFor();
  await press('Enter', 'Escape');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(/🚀/u);

  await walkTo(button('Account'), 'Shift+Tab');
  await press('Enter');
  await walkTo(page.getByRole('menuitem', { name: 'Settings' }), 'ArrowDown');
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  await walkTo(page.getByRole('link', { name: 'Appearance' }));
  await press('Enter');
  await walkTo(page.getByRole('radio', { name: 'System' }));
  const light = page.getByRole('radio', { name: 'Light' });
  await page.keyboard.down('ArrowRight');
  await expect(light).toBeFocused();
  await page.keyboard.up('ArrowRight');
  await expect(light).toBeChecked();
  await walkTo(page.getByRole('link', { name: 'Back to conversations' }), 'Shift+Tab');
  await press('Enter');
  // They lead back to the conversation that was open.
  await expect(box).toBeFocused();
  await walkTo(button('Account'), 'Shift+Tab');
  await press('Enter');
  await walkTo(page.getByRole('menuitem', { name: 'Sign out' }), 'ArrowDown');
  await press('Enter');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  expect(keyboard.unseen).toEqual([]);
});
