import { expect, password, startChat, test } from '../fixtures.ts';

test('a link makes a new account and opens the conversation; its code leaves the address bar', async ({
  newPerson,
  browser,
  siteUrl,
}) => {
  const ada = await newPerson('ada');
  await ada.page.getByRole('link', { name: 'Invite somebody' }).click();
  await ada.page.getByRole('button', { name: 'Make a link' }).click();
  const link = await ada.page.getByLabel('Link of the invitation').inputValue();
  await expect(ada.page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expect(ada.page.getByRole('button', { name: /^Withdraw/ })).toHaveCount(1);

  const context = await browser.newContext({ baseURL: siteUrl });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'You are invited' })).toBeVisible();
  expect(page.url()).toBe(`${siteUrl}/join`);
  await page.reload();
  await page.getByLabel('Username').fill(`bob-${ada.name}`);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await expect(page.getByRole('button', { name: ada.name }).first()).toBeVisible();

  await ada.page.keyboard.press('Escape');
  await expect(ada.page.getByText(`bob-${ada.name}`).first()).toBeVisible();
  await context.close();
});

test('somebody with an account lands in the conversation; a used link says so', async ({
  newPerson,
}) => {
  const [ada, bob, cem] = [await newPerson('ada'), await newPerson('bob'), await newPerson('cem')];
  const answer = await ada.page.evaluate(async () => {
    const refreshed = await fetch('/api/auth/refresh', {
      method: 'POST',
      headers: { 'x-parley-client': 'web', 'content-type': 'application/json' },
      body: '{}',
    });
    const { access_token } = await refreshed.json();
    const headers = { authorization: `Bearer ${access_token}` };
    return (await fetch('/api/invitations', { method: 'POST', headers })).json();
  });

  await bob.page.goto(`/join#${answer.code}`);
  await bob.page.getByRole('textbox', { name: 'Message' }).waitFor();
  await cem.page.goto(`/join#${answer.code}`);
  await expect(cem.page.getByText('This invitation is not valid')).toBeVisible();
  await cem.page.getByRole('link', { name: 'To your conversations' }).click();

  await cem.page.goto(`/u/${ada.name}`);
  await cem.page.getByRole('button', { name: 'New conversation' }).click();
  await cem.page.getByRole('textbox', { name: 'Message' }).waitFor();
  await startChat(bob, cem.name);
});
