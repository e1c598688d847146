import { expect, type Person, test } from '#test/browser/fixtures.ts';
import { interrupt } from '#test/browser/interrupt.ts';

const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page.getByRole('button', { name }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};
const box = ({ page }: Person) => page.getByRole('textbox', { name: 'Message' });
const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });
const rowOf = (person: Person, text: string) =>
  log(person).locator('[data-key]').filter({ hasText: text }).last();
const say = async (person: Person, text: string) => {
  await box(person).fill(text);
  await person.page.getByRole('button', { name: 'Send' }).click();
  await expect(log(person).getByText(text, { exact: true })).toBeVisible();
  // Unsent messages can be neither edited nor deleted.
  await expect(rowOf(person, text)).toContainText(/Sent|Read/);
};
/** Opens it by its button, which works with and without a mouse. */
const openMenu = async (person: Person, text: string) => {
  await rowOf(person, text).getByRole('button', { name: 'Message options' }).focus();
  await person.page.keyboard.press('Enter');
  await person.page.getByRole('menu').waitFor();
};
const toList = async ({ page }: Person) => {
  await page.evaluate(() => history.pushState(null, '', '/'));
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
};
const pairOf = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(ada, bob.name);
  return { ada, bob };
};
const openFrom = async (person: Person, peer: Person) => {
  await person.page.locator('a[data-row]').filter({ hasText: peer.name }).click();
  await box(person).waitFor();
};

test('an own message is edited in place, and arrow up edits the last one', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const { ada, bob } = await pairOf(newPerson);
  await say(ada, 'first words');
  await openFrom(bob, ada);

  await box(ada).press('ArrowUp');
  await expect(box(ada)).toHaveValue('first words');
  await box(ada).press('Escape');
  await expect(box(ada)).toHaveValue('');
  await box(ada).press('ArrowUp');
  await box(ada).fill('better words');
  await ada.page.getByRole('button', { name: 'Save' }).click();

  for (const person of [ada, bob]) {
    await expect(log(person).getByText('better words')).toBeVisible();
    await expect(log(person).getByText('edited').last()).toBeVisible();
    await expect(log(person).getByText('first words')).toHaveCount(0);
  }
});

test('typing with the focus in the log writes into the box, however high the box grows', async ({
  newPerson,
}) => {
  const { ada } = await pairOf(newPerson);
  for (let n = 1; n <= 12; n++) await say(ada, `message ${n}`);
  await log(ada).click({ position: { x: 4, y: 4 } });
  await expect(log(ada)).toBeFocused();

  await ada.page.keyboard.type('now');
  for (let n = 1; n <= 9; n++) {
    await ada.page.keyboard.press('Shift+Enter');
    await ada.page.keyboard.type('or never');
  }

  await expect(box(ada)).toHaveValue(/^now\nor never\n/);
  await expect(log(ada).getByText('message 12', { exact: true })).toBeInViewport({ ratio: 1 });
  await expect(ada.page.getByRole('button', { name: 'Jump to latest' })).toBeHidden();
});

test('a deleted message leaves a placeholder for both users', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const { ada, bob } = await pairOf(newPerson);
  await say(ada, 'a slip of the tongue');
  await openFrom(bob, ada);
  await expect(log(bob).getByText('a slip of the tongue')).toBeVisible();

  await openMenu(ada, 'a slip of the tongue');
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(log(ada).getByText('a slip of the tongue')).toBeVisible();
  await openMenu(ada, 'a slip of the tongue');
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();

  for (const person of [ada, bob]) {
    await expect(log(person).getByText('Message deleted')).toBeVisible();
    await expect(log(person).getByText('a slip of the tongue')).toHaveCount(0);
  }
});

test('the menu of a message follows changes of the message', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const { ada } = await pairOf(newPerson);
  const item = (name: string) => ada.page.getByRole('menuitem', { name });
  let respond = (): void => undefined;
  const isLet = new Promise<void>((resolve) => {
    respond = resolve;
  });
  await ada.page.route('**/api/conversations/*/messages', async (route) => {
    if (route.request().method() === 'POST') await isLet;
    await route.continue();
  });
  await box(ada).fill('on its way');
  await ada.page.getByRole('button', { name: 'Send' }).click();
  await box(ada).fill('changed my mind');
  await ada.page.getByRole('button', { name: 'Send' }).click();

  // The second one waits for the first.
  await openMenu(ada, 'changed my mind');
  await item('Cancel sending').click();
  await expect(log(ada).getByText('changed my mind')).toHaveCount(0);
  await expect(box(ada)).toHaveValue('changed my mind');
  await openMenu(ada, 'on its way');
  await expect(item('Copy')).toBeVisible();
  await expect(item('Edit')).toHaveCount(0);
  respond();
  await expect(item('Edit')).toBeVisible();
  await expect(item('Delete')).toBeVisible();
});

test('a message whose deletion fails comes back, with the reason and a retry', async ({
  newPerson,
}) => {
  const { ada } = await pairOf(newPerson);
  await say(ada, 'hard to lose');
  const reconnect = await interrupt(ada.page, '**/api/messages/*');
  await openMenu(ada, 'hard to lose');
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();

  const problem = log(ada).getByRole('alert');
  await expect(problem).toContainText('Not deleted.');
  await expect(log(ada).getByText('hard to lose')).toBeVisible();
  reconnect();
  await problem.getByRole('button', { name: 'Retry' }).click();
  await expect(log(ada).getByText('Message deleted')).toBeVisible();
});

test('a reply shows the message that it answers, and jumps to it', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const { ada, bob } = await pairOf(newPerson);
  await say(ada, 'where did it begin');
  await openFrom(bob, ada);
  await openMenu(bob, 'where did it begin');
  await bob.page.getByRole('menuitem', { name: 'Reply' }).click();
  await expect(bob.page.getByText(`Reply to ${ada.name}`)).toBeVisible();
  await say(bob, 'here');

  const quote = log(ada).getByRole('button', { name: /^In reply to/ });
  await expect(quote).toContainText('where did it begin');
  for (let n = 1; n <= 20; n++) {
    await box(ada).fill(`far from it ${n}`);
    await ada.page.getByRole('button', { name: 'Send' }).click();
  }
  await expect(log(ada).getByText('far from it 20', { exact: true })).toBeVisible();
  await log(ada).press('Home');
  await quote.scrollIntoViewIfNeeded();
  await quote.click();
  await expect(log(ada).locator('p').getByText('where did it begin')).toBeInViewport();
});

test('a draft survives a reload, and is shown in the list', { tag: '@phone' }, async ({
  newPerson,
}) => {
  const { ada, bob } = await pairOf(newPerson);
  await box(ada).fill('half a thought');
  await toList(ada);
  await expect(ada.page.locator('a[data-row]').filter({ hasText: bob.name })).toContainText(
    'Draft: half a thought',
  );
  await openFrom(ada, bob);
  await expect(box(ada)).toHaveValue('half a thought');
  await say(ada, 'half a thought');
  await toList(ada);
  await expect(ada.page.getByText('Draft:')).toHaveCount(0);
});
