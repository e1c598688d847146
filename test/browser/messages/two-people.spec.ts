import { expect, type Person, password, say, startChat, test } from '#test/browser/fixtures.ts';

const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });

test('two people find each other and chat live', { tag: '@phone' }, async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);

  // Ada finds Bob and writes; the message appears live and unread in Bob's list.
  await startChat(ada, bob.name);
  await say(ada, 'Hello Bob, is this thing on?');
  await expect(log(ada).getByText('Hello Bob, is this thing on?')).toBeVisible();
  const row = bob.page.locator('a[data-row]').filter({ hasText: ada.name });
  await expect(row).toContainText('Hello Bob, is this thing on?');
  await expect(row).toContainText('1');

  // Bob opens it and replies; Ada sees the reply without any action.
  await row.click();
  await expect(log(bob).getByText('Hello Bob, is this thing on?')).toBeVisible();
  await say(bob, 'It is 🎉');
  await expect(log(ada).getByText('It is 🎉')).toBeVisible();
  await say(ada, 'Each\nline\ncounts');
  await expect(log(bob).getByText('counts')).toBeVisible();

  // A reload keeps the session and the history; every message is there once.
  await bob.page.reload();
  await expect(log(bob).getByText('It is 🎉')).toHaveCount(1);
  await expect(log(bob).getByText('Hello Bob, is this thing on?')).toHaveCount(1);
  await say(bob, 'after the reload');
  await expect(log(ada).getByText('after the reload')).toHaveCount(1);
});

test('signing out ends the session, signing in shows everything again', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('Username').waitFor();
  await page.reload();
  await page.getByLabel('Username').fill(ada.name.toUpperCase());
  await page.getByLabel('Password', { exact: true }).fill('Wrong-Pass-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();
});

test.describe('with its service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the page logs no errors to the console, and loads nothing from other origins', {
    tag: '@phone',
  }, async ({ newPerson, siteUrl }) => {
    const ada = await newPerson('ada');
    const complaints: string[] = [];
    const foreign: string[] = [];
    ada.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    ada.page.on('pageerror', (error) => complaints.push(error.message));
    ada.page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (/^(http|ws)/.test(protocol) && host !== new URL(siteUrl).host)
        foreign.push(request.url());
    });

    await ada.page.reload();
    await startChat(ada, ada.name);
    await say(ada, 'a note to myself');
    await expect(log(ada).getByText('a note to myself')).toBeVisible();

    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
