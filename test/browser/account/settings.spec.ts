import { readFile } from 'node:fs/promises';
import { expect, type Person, password, test } from '#test/browser/fixtures.ts';
import { interrupt } from '#test/browser/interrupt.ts';

const openSettings = async ({ page }: Person, section: string) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByRole('link', { name: section }).click();
  await page.getByRole('heading', { level: 1, name: section }).waitFor();
};

/** Another device of the same user. */
const secondDevice = async ({ page, name }: Person) => {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error('no browser');
  const device = await context.newPage();
  await device.goto(new URL('/sign-in', page.url()).href);
  await device.getByLabel('Username').fill(name);
  await device.getByLabel('Password', { exact: true }).fill(password);
  await device.getByRole('button', { name: 'Sign in' }).click();
  await device.getByRole('searchbox').waitFor();
  return device;
};

const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox').fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};

test('name and e-mail show their rules at the field, and are saved', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await openSettings(ada, 'Profile');
  const name = page.getByLabel('Username');
  const save = page.getByRole('region', { name: 'Name', exact: true }).getByRole('button');

  await name.fill('no@sign');
  await save.click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toBeFocused();
  await name.fill(bob.name);
  await save.click();
  await expect(page.getByText('That name is taken.')).toBeVisible();
  await name.fill(`${ada.name}.new`);
  await save.click();
  await expect(page.getByText('Saved')).toBeVisible();

  await page.getByRole('textbox', { name: 'E-mail' }).fill('nonsense');
  await page.getByRole('button', { name: 'Add an e-mail address' }).click();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByRole('textbox', { name: 'E-mail' }).fill(`${ada.name}@example.org`);
  await page.getByRole('button', { name: 'Add an e-mail address' }).click();
  // With an e-mail address, the button changes it.
  await expect(
    page.getByRole('region', { name: 'E-mail' }).getByRole('button', { name: 'Save' }),
  ).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Username')).toHaveValue(`${ada.name}.new`);
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue(
    `${ada.name}@example.org`,
  );
});

test('a new password signs out other devices, but not this one', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  const device = await secondDevice(ada);
  await openSettings(ada, 'Security');

  await page.getByLabel('Current password').fill('Wrong-Pass-1');
  await page.getByLabel('New password').fill('weak');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('New password').fill('New-Pass-22');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('That is not your current password.')).toBeVisible();
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Change password' }).click();
  // Hashes two passwords, which is slow by design.
  await expect(page.getByText('The password is changed')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('New password')).toHaveValue('');

  await expect(device.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await device.context().close();
  await page.goto('/');
  await expect(page.getByRole('searchbox')).toBeVisible();
});

test('signing out everywhere asks first, and ends every session', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  const device = await secondDevice(ada);
  await openSettings(ada, 'Security');
  const button = page.getByRole('button', { name: 'Sign out everywhere' });

  await button.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();

  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(device.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await device.context().close();
});

test('a user is blocked in the dialog and unblocked in the settings', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await startChat(ada, bob.name);
  await page.getByRole('textbox', { name: 'Message' }).fill('before');
  await page.getByRole('button', { name: 'Send' }).click();

  const more = page.getByRole('button', { name: 'More', exact: true });
  const askToBlock = async () => {
    await more.click();
    await page.getByRole('menuitem', { name: `Block ${bob.name}` }).click();
  };
  await askToBlock();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(more).toBeFocused();
  await askToBlock();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click();
  await expect(page.getByText(`You have blocked ${bob.name}.`)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeHidden();

  // Bob's messages are refused, and the site tells him.
  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  await bob.page.getByRole('textbox', { name: 'Message' }).fill('hello?');
  await bob.page.getByRole('button', { name: 'Send' }).click();
  const reason = 'Not sent. Nothing can be sent between the two of you.';
  await expect(bob.page.getByText(reason).first()).toBeVisible();

  await openSettings(ada, 'Blocked people');
  await page.getByRole('button', { name: `Unblock ${bob.name}` }).click();
  await expect(page.getByText('You have blocked nobody.')).toBeVisible();
  await bob.page.getByRole('button', { name: 'Retry' }).click();
  await page.goto('/');
  await expect(page.locator('a[data-row]').filter({ hasText: bob.name })).toContainText('hello?');
});

test('the export is one file with all data', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await startChat(ada, ada.name);
  for (const text of ['one', 'two']) {
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    const answer = page.waitForResponse(/\/messages$/);
    await page.getByRole('button', { name: 'Send' }).click();
    await answer;
  }
  await openSettings(ada, 'Your data');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export my data' }).click();
  await expect(page.getByText('Done: 2 messages.')).toBeVisible();

  const file = await download;
  expect(file.suggestedFilename()).toMatch(
    new RegExp(`^parley-${ada.name}-\\d{4}-\\d\\d-\\d\\d\\.json$`),
  );
  const content = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(content.profile.username).toBe(ada.name);
  expect(content.conversations).toHaveLength(1);
  const texts = content.conversations[0].messages.map(({ text }: { text: string }) => text);
  expect(texts).toEqual(['one', 'two']);
});

test('the storage of a user is shown with its limit', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  let used = 0;
  await page.route('**/api/users/me/storage', async (route) => {
    const answer = await route.fetch();
    const storage = await answer.json();
    await route.fulfill({ response: answer, json: { ...storage, used_bytes: used } });
  });

  await openSettings(ada, 'Your data');
  await expect(page.getByText('0 MB of 1,024 MB')).toBeVisible();
  used = 700 * 1_024 ** 2;
  await page.reload();

  await expect(page.getByText('700 MB of 1,024 MB')).toBeVisible();
  const bar = page.getByRole('progressbar', { name: 'Your files' });
  await expect(bar).toHaveAttribute('value', String(used));
});

test('deactivation asks for the name of the account', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await openSettings(ada, 'Your data');
  await page.getByRole('button', { name: 'Deactivate my account' }).click();
  const question = page.getByRole('alertdialog');
  const goAhead = question.getByRole('button', { name: 'Deactivate my account' });
  await expect(goAhead).toBeDisabled();
  await question.getByRole('textbox').fill(ada.name);
  await goAhead.click();

  await page.getByLabel('Username').fill(ada.name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});

test('theme and language are stored, and applied before the first paint', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await openSettings(ada, 'Appearance');
  await page.getByRole('radio', { name: 'Dark' }).click();
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  expect(await scheme()).toBe('dark');

  // The theme is set before any module of the site has run.
  const reconnect = await interrupt(page, '**/assets/*.js');
  await page.reload();
  expect(await scheme()).toBe('dark');
  expect(complaints.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  reconnect();

  await page.reload();
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Aussehen' })).toBeVisible();
  expect(await scheme()).toBe('dark');
});
