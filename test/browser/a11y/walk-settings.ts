import type { Page } from '@playwright/test';
import { password } from '../fixtures.ts';
import type { Look } from './walk.ts';

const question = (page: Page) => page.getByRole('alertdialog');
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();

/** The dialogs of two-step sign-in and passkeys, without turning anything on. */
const walkSecurity = async (page: Page, look: Look): Promise<void> => {
  const dialog = page.getByRole('alertdialog');
  const twoStep = page.getByRole('region', { name: 'Two-step sign-in' });
  await twoStep.getByRole('button', { name: 'Set up' }).click();
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await look('password before two-step sign-in', '[role=alertdialog]');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  await look('a key for the app', '[role=alertdialog]');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
  await dialog.getByLabel('Name of the passkey').waitFor();
  await look('a new passkey', '[role=alertdialog]');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** A user has been blocked. */
export const walkSettings = async (page: Page, siteUrl: string, look: Look): Promise<void> => {
  const section = async (path: string, heading: string): Promise<void> => {
    await page.goto(`${siteUrl}/settings/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  await section('', 'Settings');
  await page.getByText(/^With Parley since/).waitFor();
  await look('settings');
  await section('profile', 'Profile');
  await page.getByLabel('Username').fill('no@sign');
  // The form above it, which is loaded later, has the same button.
  await page.getByLabel('Username').press('Enter');
  await page.locator('[aria-invalid=true]').waitFor();
  await look('profile, against the rules');
  await section('security', 'Security');
  await page.getByLabel('Current password').waitFor();
  await look('security');
  await walkSecurity(page, look);
  await press(page, 'Sign out everywhere');
  await question(page).waitFor();
  await look('question before everything is signed out', '[role=alertdialog]');
  await section('appearance', 'Appearance');
  await look('appearance');
  await section('notifications', 'Notifications');
  await look('notifications');
  await section('blocked', 'Blocked people');
  await page.getByRole('button', { name: /^Unblock/ }).waitFor();
  await look('blocked people');
  await section('data', 'Your data');
  await press(page, 'Export my data');
  await page.getByText(/^Done:/).waitFor();
  await look('data, exported');
  await press(page, 'Deactivate my account');
  await question(page).waitFor();
  await look('question before the account is deactivated', '[role=alertdialog]');
};
