import type { Page } from '@playwright/test';
import { expect, password, test } from '#test/browser/fixtures.ts';
import { confirmingAuthenticator } from '#test/support/passkeys/virtual-authenticator.ts';
import { findingsOn } from '../a11y/inspect.ts';

const withAuthenticator = async (page: Page) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: confirmingAuthenticator,
  });
  return {
    verify: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
};

const section = (page: Page) => page.getByRole('region', { name: 'Passkeys' });
const dialog = (page: Page) => page.getByRole('alertdialog');

const addPasskey = async (page: Page, name: string) => {
  await page.goto('/settings/security');
  await section(page).getByRole('button', { name: 'Add a passkey' }).click();
  await dialog(page).getByLabel('Name of the passkey').fill(name);
  await dialog(page).getByLabel('Password', { exact: true }).fill(password);
  await dialog(page).getByRole('button', { name: 'Continue' }).click();
  await expect(section(page).getByRole('status')).toHaveText(`${name} is added.`);
};

const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
};
const isIn = (page: Page) =>
  expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();

/** Only the button asks for a passkey: the authenticator in the test would answer the field of the name at once. */
const offersNothing = (page: Page) =>
  page.evaluate(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });

test('a passkey signs in by the button, also after it was refused, and at the field of the name', async ({
  newPerson,
}) => {
  const { page } = await newPerson('key');
  const authenticator = await withAuthenticator(page);
  await addPasskey(page, 'Phone');
  await page.goto('/');
  await offersNothing(page);
  await signOut(page);
  await authenticator.verify(false);
  const button = page.getByRole('button', { name: 'Use a passkey' });
  await button.click();
  await expect(page.getByRole('alert')).toContainText('No passkey was used.');
  await authenticator.verify(true);
  await button.click();
  await isIn(page);

  await page.reload();
  await signOut(page);
  await isIn(page);
});

test('passkeys are added, renamed, asked for before an export, and removed', {
  tag: '@phone',
}, async ({ newPerson }) => {
  test.setTimeout(120_000);
  const { page } = await newPerson('ada');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found: Record<string, string[]> = {};
  const look = async (state: string, part?: string): Promise<void> => {
    const all = await findingsOn(page, part);
    if (all.length > 0) found[state] = all;
  };
  const press = (label: string) => dialog(page).getByRole('button', { name: label }).click();
  const authenticator = await withAuthenticator(page);

  await page.goto('/settings/security');
  await expect(section(page)).toContainText('None yet');
  const add = section(page).getByRole('button', { name: 'Add a passkey' });
  await add.click();
  await expect(dialog(page).getByLabel('Name of the passkey')).not.toHaveValue('');
  await dialog(page).getByLabel('Password', { exact: true }).fill('Wrong-Pass-1');
  await press('Continue');
  await expect(dialog(page)).toContainText('That is not your current password.');
  await look('adding', '[role=alertdialog]');
  await page.keyboard.press('Escape');
  await expect(add).toBeFocused();
  await addPasskey(page, 'Phone');
  await section(page).getByRole('button', { name: 'Rename Phone' }).click();
  await dialog(page).getByLabel('Name of the passkey').fill('Key');
  await press('Save');
  await expect(section(page).getByRole('listitem')).toContainText('Key');
  await look('list');

  await page.goto('/settings/data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export my data' }).click();
  await expect(dialog(page)).toContainText('Use a passkey first');
  await look('asking', '[role=alertdialog]');
  await authenticator.verify(false);
  await press('Use a passkey');
  await expect(dialog(page).getByRole('alert')).toHaveText('No passkey was used. Try again.');
  await authenticator.verify(true);
  await press('Use a passkey');
  expect((await download).suggestedFilename()).toMatch(/^parley-ada/);

  // Proven a moment ago: asks for the password only.
  await page.goto('/settings/security');
  await section(page).getByRole('button', { name: 'Remove Key' }).click();
  await dialog(page).getByLabel('Password', { exact: true }).fill(password);
  await press('Remove');
  await expect(section(page)).toContainText('None yet');
  await expect(section(page).getByRole('status')).toHaveText('Key is removed.');
  expect(found).toEqual({});
});
