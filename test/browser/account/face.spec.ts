import type { Page } from '@playwright/test';
import { barriers } from '#test/browser/a11y/axe.ts';
import { expect, say, startChat, test } from '#test/browser/fixtures.ts';

/** Is a photo of a person loaded in this part of the page? */
const photoIn = (page: Page, part: string) =>
  page
    .locator(`${part} img[src*="/photo/"]`)
    .first()
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));

test('a display name and a photo are set with the keyboard, and the peer sees them at once', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(bob, ada.name);
  await say(bob, 'Who are you?');
  const { page } = ada;
  await page.goto('/settings/profile');

  const face = page.getByRole('region', { name: 'How others see you' });
  await face.getByLabel('Display name').fill('admin');
  await face.getByRole('button', { name: 'Save' }).click();
  await expect(face.getByLabel('Display name')).toHaveAttribute('aria-invalid', 'true');
  await face.getByLabel('Display name').fill('Ada Lovelace');
  await face.getByLabel('About you').fill('Weaving patterns');
  await face.getByRole('button', { name: 'Save' }).click();
  await expect(face.getByText('Saved')).toBeVisible();

  // A camera's photo with place, time and device, which the server would refuse.
  await face.locator('input[type=file]').setInputFiles('test/support/photos/camera.jpg');
  const dialog = page.getByRole('alertdialog', { name: 'Choose the part to show' });
  await dialog.getByRole('slider', { name: 'Zoom' }).press('ArrowRight');
  await dialog.getByRole('slider', { name: 'Left or right' }).press('End');
  expect(await barriers(page, '[role=alertdialog]')).toEqual([]);
  await dialog.getByRole('slider', { name: 'Zoom' }).press('Enter');
  await expect(face.getByText('The photo is saved.')).toBeVisible();
  await expect(face.getByRole('button', { name: 'Replace the photo' })).toBeFocused();
  expect(await photoIn(page, 'main')).toBe(256);
  expect(await barriers(page, 'main')).toEqual([]);

  const header = bob.page.locator('header').filter({ hasText: 'Ada Lovelace' });
  await expect(header).toContainText(ada.name);
  expect(await photoIn(bob.page, 'header')).toBe(256);
  await header.getByRole('button', { name: 'More' }).click();
  await expect(bob.page.getByRole('menu')).toContainText('Weaving patterns');
  await bob.page.keyboard.press('Escape');
  await bob.page.goto('/');
  await expect(bob.page.getByRole('link', { name: /Ada Lovelace/ })).toBeVisible();

  await face.getByRole('button', { name: 'Remove the photo' }).click();
  await expect(face.getByText('The photo is removed.')).toBeVisible();
  await expect(bob.page.locator('img[src*="/photo/"]')).toHaveCount(0);
});
