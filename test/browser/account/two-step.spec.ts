import { readFile } from 'node:fs/promises';
import { expect, password, test } from '#test/browser/fixtures.ts';
import { makeClient } from '../../support/client.ts';
import { appCode } from '../../support/factor/app-code.ts';
import { findingsOn } from '../a11y/inspect.ts';
import { signIn } from '../a11y/scene.ts';

test('two-step sign-in is set up, asked for, proven again, and turned off', {
  tag: '@phone',
}, async ({ newPerson }) => {
  test.setTimeout(120_000);
  const { page, name } = await newPerson('ada');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const found: Record<string, string[]> = {};
  const look = async (state: string, part?: string): Promise<void> => {
    const all = await findingsOn(page, part);
    if (all.length > 0) found[state] = all;
  };
  const dialog = page.getByRole('alertdialog');
  const section = page.getByRole('region', { name: 'Two-step sign-in' });
  const press = (label: string) => page.getByRole('button', { name: label, exact: true }).click();

  await page.goto('/settings/security');
  await section.getByText('Off', { exact: true }).waitFor();
  await press('Set up');
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(section.getByRole('button', { name: 'Set up' })).toBeFocused();
  await press('Set up');
  await dialog.getByLabel('Password', { exact: true }).fill('Wrong-Pass-1');
  await press('Continue');
  await dialog.getByText('That is not your current password.').waitFor();
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await press('Continue');
  await dialog.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  await look('set up', '[role=alertdialog]');
  const secret = (await dialog.locator('code').innerText()).replaceAll(' ', '');
  await dialog.getByLabel('Code from your app').fill('000 000');
  await dialog.getByText('The code is wrong or was used already.').waitFor();
  await dialog.getByLabel('Code from your app').fill(appCode(secret, Date.now()));
  const list = dialog.getByRole('list', { name: 'Recovery codes' });
  const second = await list.getByRole('listitem').nth(1).innerText();
  await look('recovery codes', '[role=alertdialog]');
  await page.keyboard.press('Escape');
  const download = page.waitForEvent('download');
  await press('Download');
  expect(await readFile(await (await download).path(), 'utf8')).toContain(second);
  await press('I have saved them');
  await expect(dialog).toBeHidden();
  await section.getByText('10 recovery codes left').waitFor();
  await section.getByText(/^On since/).waitFor();
  await page.getByText('Two-step sign-in turned on').waitFor();
  await look('two-step sign-in is on');

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Fsettings%2Fsecurity');
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press('Sign in');
  await expect(page.getByLabel('Code from your app')).toBeFocused();
  await look('a code at the sign-in');
  await page.goBack();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press('Sign in');
  await press('Use a recovery code');
  await page.getByLabel('Recovery code', { exact: true }).fill(second);
  await page.keyboard.press('Enter');
  await section.getByText('9 recovery codes left').waitFor();

  await press('New recovery codes');
  const asked = page.getByRole('alertdialog', { name: 'Enter a code first' });
  await expect(asked.getByLabel('Code from your app')).toBeFocused();
  await look('a code first', '[role=alertdialog]');
  await asked.getByLabel('Code from your app').fill(appCode(secret, Date.now(), 1));
  await expect(page.getByRole('alertdialog', { name: 'Save your recovery codes' })).toBeFocused();
  await press('I have saved them');
  await section.getByText('10 recovery codes left').waitFor();

  // The session has given a code a moment ago.
  await press('Turn off');
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await section.getByText('Off', { exact: true }).waitFor();
  await page.getByText('Two-step sign-in turned off').waitFor();
  expect(found).toEqual({});
});

test('set up elsewhere, it shows at once; password, export and deactivation ask for a code', async ({
  browser,
  siteUrl,
}) => {
  const client = makeClient(siteUrl);
  const user = await client.register();
  const context = await browser.newContext({ baseURL: siteUrl });
  await signIn(context, siteUrl, user);
  const page = await context.newPage();
  const asked = page.getByRole('alertdialog', { name: 'Enter a code first' });
  await page.goto('/settings/security');
  await page.getByText('Off', { exact: true }).waitFor();
  await page.getByText('Signed in', { exact: true }).first().waitFor();

  const { token } = user;
  const start = await client.call('POST', '/auth/factor', { token, json: { password } });
  const secret: string = start.body.secret;
  const confirm = { token, json: { code: appCode(secret, Date.now()) } };
  const [recovery = ''] = (await client.call('PUT', '/auth/factor', confirm)).body.recovery_codes;
  await page.getByText(/^On since/).waitFor();
  await page.getByText('Two-step sign-in turned on').waitFor();

  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password').fill('New-Pass-22');
  await page.getByRole('button', { name: 'Change password' }).click();
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Your account asks for a code or a passkey first.').waitFor();
  await expect(page.getByLabel('New password')).toHaveValue('New-Pass-22');
  await page.getByRole('button', { name: 'Change password' }).click();
  await asked.getByLabel('Code from your app').fill(appCode(secret, Date.now(), 1));
  // Hashes two passwords, which is slow by design.
  await expect(page.getByText('The password is changed')).toBeVisible({ timeout: 30_000 });

  // The new password began another session, which has given no code.
  await page.goto('/settings/data');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export my data' }).click();
  await asked.getByRole('button', { name: 'Use a recovery code' }).click();
  await asked.getByLabel('Recovery code', { exact: true }).fill(recovery);
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toContain(user.username);

  await page.getByRole('button', { name: 'Deactivate my account' }).click();
  await page.getByRole('alertdialog').getByRole('textbox').fill(user.username);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await context.close();
});
