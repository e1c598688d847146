import { makeClient, newName } from '../../support/client.ts';
import { appCode } from '../../support/factor/app-code.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { makeOperator } from '../../support/scenes/make-operator.ts';
import { findingsOn } from '../a11y/inspect.ts';
import { signIn } from '../a11y/scene.ts';
import { expect, test } from '../fixtures.ts';

const data = newDataFolder();
let parley: ParleyProcess;

test.beforeAll(async () => {
  parley = await startParley(['--data', data.path]);
});
test.afterAll(async () => {
  await parley?.stop();
  data.remove();
});
test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

test('an operator finds a person, resets the password, deactivates, invites, and sees how the server is', {
  tag: '@phone',
}, async ({ page }) => {
  test.setTimeout(180_000);
  const client = makeClient(parley.url);
  const bob = await client.register(newName('bob'));
  const olga = await client.register(newName('olga'));
  await signIn(page.context(), parley.url, olga);
  const found: Record<string, string[]> = {};
  const look = async (state: string, part?: string): Promise<void> => {
    const all = await findingsOn(page, part);
    if (all.length > 0) found[state] = all;
  };

  await page.goto(`${parley.url}/admin`);
  await expect(page.getByText('Only operators can see this.')).toBeVisible();
  await makeOperator(olga.username, ['--data', data.path]);
  await page.goto(`${parley.url}/settings`);
  await page.getByRole('link', { name: 'Administration' }).click();
  const people = page.getByRole('list', { name: 'People' });
  await people.getByText(olga.username).waitFor();
  // Both are signed in.
  await expect(people.getByText('Active: Today')).toHaveCount(2);
  await look('people');

  await page.getByRole('searchbox', { name: 'Search for a name' }).fill(bob.username);
  await expect(people.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('link', { name: bob.username }).click();
  await page.getByRole('button', { name: 'Reset password' }).waitFor();
  await look('a person');
  await page.getByRole('button', { name: 'Reset password' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Your own password').fill('Wrong-Pass-1');
  await dialog.getByRole('button', { name: 'Reset password' }).click();
  await dialog.getByText('That is not your current password.').waitFor();
  await look('a wrong password', '[role=alertdialog]');
  await dialog.getByLabel('Your own password').fill(olga.password);
  await dialog.getByRole('button', { name: 'Reset password' }).click();
  const made = page.getByLabel(`The new password of ${bob.username}`);
  await expect(made).toBeFocused();
  const secret = await made.inputValue();
  await expect(page.getByText('Not signed in anywhere.')).toBeVisible();
  await look('a new password');
  const again = { json: { username: bob.username, password: secret } };
  expect((await client.call('POST', '/auth/token', again)).status).toBe(200);

  const start = { token: olga.token, json: { password: olga.password } };
  const factor = (await client.call('POST', '/auth/factor', start)).body.secret;
  const first = { code: appCode(factor, Date.now()) };
  await client.call('PUT', '/auth/factor', { token: olga.token, json: first });
  await page.getByRole('button', { name: 'Deactivate' }).click();
  await dialog.getByLabel('Your own password').fill(olga.password);
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  const asked = page.getByRole('alertdialog', { name: 'Enter a code first' });
  await expect(asked.getByLabel('Code from your app')).toBeFocused();
  await look('a code', '[role=alertdialog]');
  // The code of this step is used. Six digits are sent at once.
  await asked.getByLabel('Code from your app').fill(appCode(factor, Date.now(), 1));
  await expect(page.getByText('The account is deactivated.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reactivate' })).toBeVisible();

  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(people.getByRole('listitem').filter({ hasText: 'Code app' })).toHaveText(
    new RegExp(olga.username),
  );
  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByLabel('Link of the invitation')).toHaveValue(/\/join#./);
  await look('invitations');
  await page.getByRole('button', { name: /^Withdraw the invitation/ }).click();
  await expect(page.getByText('The invitation is withdrawn.')).toBeVisible();
  await expect(page.getByLabel('Link of the invitation')).toHaveCount(0);

  await page.getByRole('link', { name: 'Health' }).click();
  await expect(page.getByText('Enough space')).toBeVisible();
  await look('health');
  expect(found).toEqual({});
});
