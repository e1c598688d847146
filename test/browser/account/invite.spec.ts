import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

test('if registration is by invitation, the link of an invitation fills in the code', async ({
  page,
}) => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--registration', 'invite']);
  await page.goto(`${parley.url}/sign-up`);
  await page.getByLabel('Username').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('Test-Pass-1');
  await page.getByRole('button', { name: 'Create account' }).click();

  // The server requires an invitation.
  const invitation = page.getByLabel('Invitation');
  await expect(invitation).toBeFocused();
  await expect(page.getByText('You need an invitation to create an account here.')).toBeVisible();
  await invitation.fill('WRONG');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('This invitation is not valid')).toBeVisible();

  const answer = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'scripts/users.ts', 'invite', '--data', data.path],
    { encoding: 'utf8' },
  );
  const code = /[0-9A-Za-z_-]{16,}/.exec(answer)?.[0] ?? '';
  await page.goto(`${parley.url}/sign-up?invite=${code}`);
  await expect(invitation).toHaveValue(code);
  await page.getByLabel('Username').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('Test-Pass-1');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('searchbox')).toBeVisible();
  await parley.stop();
  data.remove();
});
