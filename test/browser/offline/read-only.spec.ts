import { expect, test } from '@playwright/test';
import { setReadOnly } from '#scripts/read-only/one-process.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';

test('while the server is read-only, the site says so, people read, and a message waits until it ends', async ({
  page,
}) => {
  const data = newDataFolder();
  const parley = await startParley(['--data', data.path, '--demo']);
  await page.goto(parley.url);
  await page.getByLabel('Username').fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('Parley-Demo-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const conversation = page.locator('a[data-row]').filter({ hasText: 'grace' });
  await conversation.waitFor();
  const refusedSends: number[] = [];
  page.on('response', (response) => {
    const isSend = response.request().method() === 'POST' && /\/messages$/.test(response.url());
    if (isSend && !response.ok()) refusedSends.push(response.status());
  });

  await setReadOnly(data.path, true);
  await conversation.click();
  const log = page.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Four it is.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Message' }).fill('Sent while it moves');
  await page.getByRole('button', { name: 'Send' }).click();
  const waiting = log.getByRole('listitem').filter({ hasText: 'Sent while it moves' });
  await expect(log.getByText('Sent while it moves')).toBeVisible();
  await expect.poll(() => refusedSends.length).toBeGreaterThan(0);
  expect(new Set(refusedSends)).toEqual(new Set([503]));
  await expect(waiting).toContainText(/Waiting to be sent|Sending/);

  await page.goto(`${parley.url}/settings/profile`);
  const face = page.getByRole('region', { name: 'How others see you' });
  await face.getByLabel('About you').fill('Changed while it moves');
  await face.getByRole('button', { name: 'Save' }).click();
  await expect(face).toContainText('Parley is moving to another server. You can read.');

  await setReadOnly(data.path, false);
  await face.getByRole('button', { name: 'Save' }).click();
  await expect(face.getByText('Saved')).toBeVisible();
  await page.goto(parley.url);
  await conversation.click();
  await expect(log.getByText('Sent while it moves')).toHaveCount(1);
  // What the server has, and not only this device.
  await expect.poll(() => sentTexts(parley.url)).toEqual(['Sent while it moves']);
  await expect(waiting).not.toContainText(/Waiting to be sent|Sending/);
  await parley.stop();
  data.remove();
});

/** What the other person received of this text. */
const sentTexts = async (url: string): Promise<string[]> => {
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'grace', password: 'Parley-Demo-1' }),
  });
  const { access_token: token } = (await login.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const list = await fetch(`${url}/api/conversations`, { headers });
  const [first] = ((await list.json()) as { items: { id: string }[] }).items;
  const log = await fetch(`${url}/api/conversations/${first?.id}/log?after=0`, { headers });
  const { entries } = (await log.json()) as { entries: { message?: { content: string } }[] };
  const texts = entries.map(({ message }) => message?.content ?? '');
  return texts.filter((text) => text === 'Sent while it moves');
};
