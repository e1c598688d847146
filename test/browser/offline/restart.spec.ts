import { expect, test } from '@playwright/test';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

test('the site reconnects by itself after the server was killed', async ({ page }) => {
  const data = newDataFolder();
  const first = await startParley(['--data', data.path, '--demo']);
  const { port } = new URL(first.url);
  await page.goto(first.url);
  await page.getByLabel('Username').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('Parley-Demo-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('a[data-row]').filter({ hasText: 'grace' }).click();
  const log = page.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Four it is.')).toBeVisible();

  await first.kill();
  const second = await startParley(['--data', data.path, '--port', port]);
  const api = `${second.url}/api`;
  const json = { 'content-type': 'application/json' };
  const login = await fetch(`${api}/users/login`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username: 'grace', password: 'Parley-Demo-1' }),
  });
  const grace = (await login.json()) as { access_token: string; user: { id: string } };
  const headers = { ...json, authorization: `Bearer ${grace.access_token}` };
  const list = await (await fetch(`${api}/conversations`, { headers })).json();
  const conversation = (list as { items: { id: string }[] }).items[0];
  await fetch(`${api}/conversations/${conversation?.id}/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ content: 'Back again, nothing lost.' }),
  });

  await expect(log.getByText('Back again, nothing lost.')).toBeVisible({ timeout: 40_000 });
  await second.stop();
  data.remove();
});
