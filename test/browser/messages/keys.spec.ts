import type { Page } from '@playwright/test';
import { expect, type Person, test } from '#test/browser/fixtures.ts';

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search people' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Message' });

const talk = async ({ page }: Person, name: string): Promise<void> => {
  await search(page).fill(name);
  await page.getByRole('button', { name }).click();
  for (const text of ['first words', 'second words']) {
    await box(page).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  }
  await page.getByRole('log').getByText('second words').waitFor();
};

test('the search key focuses the search, and Escape closes one layer at a time', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await talk(ada, bob.name);

  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('nobody');
  await page.keyboard.press('Escape');
  await expect(search(page)).toHaveValue('');
  await expect(search(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search(page)).not.toBeFocused();
  await page.keyboard.press('Meta+k');
  await expect(search(page)).toBeFocused();
  await page.keyboard.press('Escape');
});

test('Escape ends an edit wherever the focus is, but closes layers above it first', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await talk(ada, bob.name);
  const leave = page.getByRole('button', { name: 'Cancel the edit' });
  await box(page).press('ArrowUp');
  await expect(leave).toBeVisible();

  await page.getByRole('button', { name: 'Emoji' }).click();
  const emoji = page.getByRole('dialog', { name: 'Emoji' });
  await expect(emoji).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(emoji).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(emoji).toBeHidden();
  await expect(leave).toBeVisible();

  const options = page.getByRole('button', { name: 'Message options: first words' });
  await options.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(leave).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(leave).toBeHidden();
  await expect(box(page)).toHaveValue('');
});

test('an open menu can still be used when the window becomes smaller', async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await talk(ada, bob.name);
  await page.getByRole('button', { name: 'Message options: second words' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();

  await page.setViewportSize({ width: 320, height: 300 });

  const reply = page.getByRole('menuitem', { name: 'Reply' });
  await expect(reply).toBeInViewport({ ratio: 1 });
  await reply.click();
  await expect(page.getByText(/^Reply to/)).toBeVisible();
});

test('messages are a list, and each button has the name of its message', async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await talk(ada, bob.name);
  const log = page.getByRole('log', { name: 'Messages' });

  const items = log.getByRole('list').getByRole('listitem');
  // The start of the conversation, the day, and two messages.
  await expect(items).toHaveCount(4);
  await expect(items.filter({ hasText: 'second words' })).toHaveAttribute('aria-posinset', '4');
  await expect(items.first()).toHaveAttribute('aria-setsize', '4');
  const buttons = log.getByRole('button', { name: /^Message options/, includeHidden: true });
  const names = await buttons.evaluateAll((all) => all.map((button) => button.ariaLabel));
  expect(names).toEqual(['Message options: first words', 'Message options: second words']);
});

test('an emoji is found by its name, and recent ones are first', async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await talk(ada, bob.name);
  const field = page.getByRole('searchbox', { name: 'Search emoji' });
  await page.getByRole('button', { name: 'Emoji' }).click();
  await field.fill('rocket');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('🚀');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(page.getByRole('gridcell').first()).toHaveAccessibleName('Rocket');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(box(page)).not.toHaveValue('🚀');
});
