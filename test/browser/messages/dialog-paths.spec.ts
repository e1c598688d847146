import type { Page } from '@playwright/test';
import { expect, type Person, say, startChat, test } from '../fixtures.ts';

const log = (page: Page) => page.getByRole('log').locator('[data-bubble]');
const more = (page: Page) => page.getByRole('button', { name: 'More', exact: true });
const account = (page: Page) => page.getByRole('button', { name: 'Account' });

/** Opens a menu by keyboard and chooses an item. */
const choose = async (page: Page, button: typeof more, item: string): Promise<void> => {
  await button(page).press('Enter');
  await page.getByRole('menuitem', { name: item }).press('Enter');
};

/** Ada's conversation with Bob, with the page about him. */
const talk = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = [await newPerson('ada'), await newPerson('bob')];
  await startChat(ada, bob.name);
  await say(ada, 'Still here');
  return { ada, bob };
};

test('a dialog with a path is over the open conversation, and closing it gives the focus back', async ({
  newPerson,
}) => {
  const { ada, bob } = await talk(newPerson);
  const { page } = ada;
  await page.getByRole('textbox', { name: 'Message' }).fill('A draft');
  await page.getByRole('link', { name: bob.name, exact: true }).last().click();
  const about = page.getByRole('complementary', { name: `About ${bob.name}` });
  await about.waitFor();
  const path = new URL(page.url()).pathname;
  const dialogs = [
    [more, 'Starred messages', `Starred messages with ${bob.name}`],
    [account, 'Starred messages', 'Starred messages'],
    [account, 'Invite somebody', 'Invite somebody'],
  ] as const;
  for (const [button, item, name] of dialogs) {
    const dialog = page.getByRole('dialog', { name, exact: true });
    // The second time, everything has loaded: the menu closes while the dialog opens.
    for (const close of [() => page.keyboard.press('Escape'), () => page.goBack()]) {
      await choose(page, button, item);
      await dialog.waitFor();
      await expect(log(page)).toHaveCount(1);
      await close();
      await expect(dialog).toHaveCount(0);
      await expect(button(page)).toBeFocused();
      await expect(about).toBeVisible();
      expect(new URL(page.url()).pathname).toBe(path);
    }
    await choose(page, button, item);
    await dialog.waitFor();
    await page.reload();
    await dialog.waitFor();
    await expect(log(page)).toHaveCount(1);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(about).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(path);
  }
  // Settings are a page; its arrow leads back, too.
  await choose(page, account, 'Settings');
  await page.getByRole('link', { name: 'Privacy' }).click();
  await page.getByRole('link', { name: 'Back to conversations' }).click();
  await expect(about).toBeVisible();
  // Opened by its address, a dialog is over its conversation.
  await page.goto(path.replace('/c/', '/starred/').replace('/about', ''));
  const starred = page.getByRole('dialog', { name: `Starred messages with ${bob.name}` });
  await starred.waitFor();
  await expect(log(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(starred).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('A draft');
});
