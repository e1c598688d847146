import { barriers } from '#test/browser/a11y/axe.ts';
import { expect, type Person, say, startChat, test } from '#test/browser/fixtures.ts';

const list = ({ page }: Person) => page.getByRole('list', { name: 'Conversations' });
const rowOf = (person: Person, name: string) =>
  person.page.getByRole('navigation').getByRole('listitem').filter({ hasText: name });
const choose = async (person: Person, name: string, item: string) => {
  await rowOf(person, name).getByRole('link').click({ button: 'right' });
  await person.page.getByRole('menuitem', { name: item }).click();
};

test('a conversation is pinned, muted, marked and archived from its row, on all devices', async ({
  newPerson,
  browser,
  siteUrl,
}) => {
  const [ada, bob, cem] = await Promise.all([newPerson('ada'), newPerson('bob'), newPerson('cem')]);
  for (const one of [bob, cem]) {
    await startChat(one, ada.name);
    await say(one, `from ${one.name}`);
  }
  await expect(list(ada).getByRole('listitem')).toHaveCount(2);
  const storageState = await ada.page.context().storageState();
  const other = await browser.newContext({ baseURL: siteUrl, storageState });
  const phone: Person = { name: ada.name, page: await other.newPage() };
  await phone.page.goto('/');
  await expect(list(phone).getByRole('listitem')).toHaveCount(2);

  // Pinned: at the top, though Cem wrote later.
  await choose(ada, bob.name, 'Pin to the top');
  for (const device of [ada, phone]) {
    await expect(list(device).getByRole('listitem').first()).toContainText(bob.name);
    await expect(rowOf(device, bob.name)).toContainText('Pinned');
  }

  await choose(ada, bob.name, 'Until 8:00');
  await expect(rowOf(phone, bob.name)).toContainText('Muted');
  await choose(phone, bob.name, 'Unmute');
  await expect(rowOf(ada, bob.name)).not.toContainText('Muted');

  // Read, then marked as unread; opening it elsewhere clears the mark.
  await choose(ada, cem.name, 'Mark as read');
  await expect(rowOf(phone, cem.name)).not.toContainText('1 unread message');
  await choose(ada, cem.name, 'Mark as unread');
  await expect(rowOf(phone, cem.name)).toContainText('Marked as unread');
  await expect(ada.page).toHaveTitle(/^\(1\) /);
  await rowOf(phone, cem.name).getByRole('link').click();
  await expect(rowOf(ada, cem.name)).not.toContainText('Marked as unread');

  // Archived, undone, and archived again.
  await choose(ada, cem.name, 'Archive');
  await expect(rowOf(ada, cem.name)).toHaveCount(0);
  await expect(rowOf(phone, cem.name)).toHaveCount(0);
  await ada.page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(phone, cem.name)).toHaveCount(1);
  await choose(ada, cem.name, 'Archive');
  await ada.page.getByRole('link', { name: 'Archived' }).click();
  await expect(rowOf(ada, cem.name)).toHaveCount(1);
  await expect(rowOf(ada, bob.name)).toHaveCount(0);
  await ada.page.getByRole('link', { name: 'Back to all conversations' }).click();
  await expect(rowOf(ada, bob.name)).toHaveCount(1);

  // A new message brings it back.
  await say(cem, 'Are you there?');
  await expect(rowOf(ada, cem.name)).toContainText('Are you there?');
  await expect(ada.page.getByRole('link', { name: 'Archived' })).toHaveCount(0);
  await other.close();
});

test('the menu of a row opens by keyboard, has an accessible name, and returns the focus', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(bob, ada.name);
  await say(bob, 'Hello');
  const row = rowOf(ada, bob.name);
  await row.getByRole('link').focus();
  await ada.page.keyboard.press('Tab');
  const button = row.getByRole('button', {
    name: `More about the conversation with ${bob.name}`,
  });
  await expect(button).toBeFocused();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('menuitem').first()).toBeVisible();
  expect(await barriers(ada.page)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  await expect(button).toBeFocused();

  await row.getByRole('link').focus();
  await ada.page.keyboard.press('Shift+F10');
  await ada.page.getByRole('menuitem', { name: 'Until I turn them on again' }).press('Enter');
  await expect(row).toContainText('Muted');
  await expect(row.getByRole('link')).toBeFocused();
});

test('the open conversation is pinned, muted and archived from its header', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await startChat(ada, bob.name);
  await say(ada, 'Hello');
  const more = page.getByRole('button', { name: 'More' }).first();
  const pick = async (item: string) => {
    await more.click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await pick('For an hour');
  await pick('Pin to the top');
  await pick('Archive');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByText('Conversation archived')).toBeVisible();
  await page.getByRole('link', { name: 'Archived' }).click();
  await expect(rowOf(ada, bob.name)).toContainText('Muted');
  await rowOf(ada, bob.name).getByRole('link').click();

  // Muted: it stays archived when a message comes.
  await startChat(bob, ada.name);
  await say(bob, 'Quiet');
  await expect(page.getByRole('log').getByText('Quiet')).toBeVisible();
  await pick('Move out of the archive');
  await pick('Mark as unread');
  await expect(page).toHaveURL(/\/$/);
  await expect(rowOf(ada, bob.name)).toContainText('Marked as unread');
});

test('a long press opens the menu of a row, and not the conversation', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(bob, ada.name);
  await say(bob, 'Hello');
  const link = rowOf(ada, bob.name).getByRole('link');
  const touch = { pointerType: 'touch', clientX: 120, clientY: 160, bubbles: true };
  await link.dispatchEvent('pointerdown', touch);
  await expect(ada.page.getByRole('menuitem', { name: 'Archive' })).toBeVisible();
  await link.dispatchEvent('pointerup', touch);
  await link.dispatchEvent('click');
  await expect(ada.page).toHaveURL(/\/$/);
  await ada.page.getByRole('menuitem', { name: 'Mark as read' }).click();
  await expect(rowOf(ada, bob.name)).not.toContainText('unread');

  // A short touch, or one that scrolls, opens no menu.
  await link.dispatchEvent('pointerdown', touch);
  await link.dispatchEvent('pointermove', { ...touch, clientY: 260 });
  await link.click();
  await expect(ada.page).toHaveURL(/\/c\//);
  await expect(ada.page.getByRole('menuitem')).toHaveCount(0);
});

test('a setting that is changed offline is shown at once, and sent when the network is back', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(bob, ada.name);
  await say(bob, 'Hello');
  await expect(rowOf(ada, bob.name)).toHaveCount(1);
  // Loads the menu.
  await rowOf(ada, bob.name).getByRole('link').click({ button: 'right' });
  await ada.page.keyboard.press('Escape');
  await ada.page.context().setOffline(true);
  await choose(ada, bob.name, 'Pin to the top');
  await expect(rowOf(ada, bob.name)).toContainText('Pinned');

  const sent = ada.page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await ada.page.context().setOffline(false);
  expect((await sent).status()).toBe(200);
  await ada.page.reload();
  await expect(rowOf(ada, bob.name)).toContainText('Pinned');
});

test('a sixth pinned conversation is refused with an explanation', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  await ada.page.route('**/api/conversations/*/me', (route) =>
    route.fulfill({ status: 409, json: { code: 'too_many_pinned' } }),
  );
  const bob = await newPerson('bob');
  await startChat(bob, ada.name);
  await say(bob, 'Hello');
  await choose(ada, bob.name, 'Pin to the top');

  await expect(ada.page.getByText('At most 5 conversations can be pinned.')).toBeVisible();
  await expect(rowOf(ada, bob.name)).not.toContainText('Pinned');
  await ada.page.getByRole('button', { name: 'Close this notice' }).click();
  await expect(ada.page.getByText('At most 5')).toHaveCount(0);
});
