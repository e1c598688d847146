import type { Page } from '@playwright/test';
import { barriers } from '../a11y/axe.ts';
import { expect, type Person, say, startChat, test } from '../fixtures.ts';

const bubble = ({ page }: Person, text: string) =>
  page.getByRole('log').locator('[data-bubble]').filter({ hasText: text });
const chip = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });
const bar = (page: Page) => page.getByRole('toolbar', { name: 'React' });

/** Ada has written to Bob, who looks at the message. */
const lunch = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(ada, bob.name);
  await say(ada, 'Lunch?');
  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  await bubble(bob, 'Lunch?').waitFor();
  return { ada, bob };
};

test('a reaction by mouse and keyboard is shown to both, announced, and removed again', async ({
  newPerson,
}) => {
  const { ada, bob } = await lunch(newPerson);

  await bubble(bob, 'Lunch?').hover();
  await bob.page.getByRole('button', { name: 'React', exact: true }).click();
  await bar(bob.page).getByRole('button', { name: '😂' }).click();
  await expect(chip(bob, 'You reacted with 😂')).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(ada, `${bob.name} reacted with 😂`)).toBeVisible();
  await expect(
    ada.page.getByRole('status').filter({ hasText: `${bob.name} reacted with 😂 to: Lunch?` }),
  ).toHaveCount(1);

  // The bar by the plus key on the message: the recent emoji first, arrow keys, and the focus comes back.
  const options = bubble(ada, 'Lunch?').locator('..').locator('[data-options]');
  await options.focus();
  await ada.page.keyboard.press('+');
  await expect(bar(ada.page).getByRole('button').first()).toBeFocused();
  await ada.page.keyboard.press('ArrowRight');
  await ada.page.keyboard.press('Enter');
  await expect(bar(ada.page)).toHaveCount(0);
  await expect(options).toBeFocused();
  await expect(chip(bob, `${ada.name} reacted with ❤️`)).toBeVisible();

  // A press on the peer's chip reacts with the same.
  await chip(ada, `${bob.name} reacted with 😂`).click();
  const both = chip(ada, `You and ${bob.name} reacted with 😂`);
  await expect(both).toContainText('2');
  await both.click();
  // By keyboard, the focus stays at the message when its own chip disappears.
  await options.focus();
  await ada.page.keyboard.press('+');
  await bar(ada.page).getByRole('button', { name: '🙏' }).press('Enter');
  await chip(ada, 'You reacted with 🙏').press('Enter');
  await expect(options).toBeFocused();
  await expect(chip(ada, 'You reacted with 🙏')).toHaveCount(0);
  await chip(bob, 'You reacted with 😂').click();
  await expect(ada.page.getByRole('group', { name: 'Reactions' })).toHaveCount(0);
  await expect(bob.page.getByRole('group', { name: 'Reactions' })).toHaveCount(0);
});

test('a reaction by touch: from the menu, all emoji, and by a double tap; made offline, it is sent later', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const { ada, bob } = await lunch(newPerson);
  const { page } = bob;
  const options = bubble(bob, 'Lunch?').locator('..').locator('[data-options]');
  await options.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await menu.getByRole('menuitemcheckbox', { name: '👍' }).click();
  await expect(chip(bob, 'You reacted with 👍')).toBeVisible();
  await expect(chip(ada, `${bob.name} reacted with 👍`)).toBeVisible();

  await options.focus();
  await page.keyboard.press('Enter');
  await expect(menu.getByRole('menuitemcheckbox', { name: '👍' })).toBeChecked();
  await menu.getByRole('menuitem', { name: 'More emoji' }).click();
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('rocket');
  await page.getByRole('gridcell', { name: 'Rocket' }).click();
  await expect(chip(ada, `${bob.name} reacted with 🚀`)).toBeVisible();

  await page.context().setOffline(true);
  const { x, y } = (await bubble(bob, 'Lunch?').boundingBox()) ?? { x: 0, y: 0 };
  const tap = { pointerType: 'touch', isPrimary: true, clientX: x + 20, clientY: y + 12 };
  for (const type of ['pointerdown', 'pointerup', 'pointerdown', 'pointerup']) {
    await bubble(bob, 'Lunch?')
      .locator('p')
      .dispatchEvent(type, { ...tap, bubbles: true });
  }
  await bar(page).getByRole('button', { name: '😢' }).click();
  await expect(chip(bob, 'You reacted with 😢')).toBeVisible();
  await page.context().setOffline(false);
  await expect(chip(ada, `${bob.name} reacted with 😢`)).toBeVisible();
  expect(await barriers(page, '[role=log]')).toEqual([]);
});

test('who hides reactions sees none, and is offered none', async ({ newPerson }) => {
  const { ada, bob } = await lunch(newPerson);
  await bubble(bob, 'Lunch?').hover();
  await bob.page.getByRole('button', { name: 'React', exact: true }).click();
  await bar(bob.page).getByRole('button', { name: '👍' }).click();
  await chip(ada, `${bob.name} reacted with 👍`).waitFor();
  const dialog = ada.page.url();

  await ada.page.goto('/settings/appearance');
  await ada.page.getByRole('switch', { name: 'Show reactions' }).click();
  await ada.page.goto(dialog);
  await bubble(ada, 'Lunch?').click({ button: 'right' });
  await expect(ada.page.getByRole('menuitem', { name: 'Reply' })).toBeVisible();
  await expect(ada.page.getByRole('menuitemcheckbox')).toHaveCount(0);
  await ada.page.keyboard.press('Escape');
  await expect(ada.page.getByRole('group', { name: 'Reactions' })).toHaveCount(0);
  await expect(chip(bob, 'You reacted with 👍')).toBeVisible();
});
