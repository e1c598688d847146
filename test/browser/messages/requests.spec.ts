import { newDataFolder, startParley } from '../../support/parley-process.ts';
import { findingsOn } from '../a11y/inspect.ts';
import { test as base, expect, type Person, say, startChat } from '../fixtures.ts';

/** Here, unlike on the server of the other files, first messages of strangers are requests. */
const test = base.extend<object, { siteUrl: string }>({
  siteUrl: [
    async ({ browserName: _browserName }, use) => {
      const data = newDataFolder();
      const parley = await startParley(['--data', data.path]);
      await use(parley.url);
      await parley.stop();
      data.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const link = ({ page }: Person) => page.getByRole('link', { name: /Message requests/ });
const writes = async (stranger: Person, { name }: Person, text: string): Promise<void> => {
  await startChat(stranger, name);
  await say(stranger, text);
};

test('the first messages of a stranger wait apart, and become a conversation when they are accepted', async ({
  newPerson,
}) => {
  const [ada, bob] = [await newPerson('ada'), await newPerson('bob')];

  await writes(ada, bob, 'Hello, *see* https://stranger.example');

  await expect(ada.page.getByText('text only, 9 more messages')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Attach files' })).toHaveCount(0);
  await expect(link(bob)).toHaveText(/1/);
  await expect(bob.page).toHaveTitle(/^Parley/);
  await bob.page.emulateMedia({ reducedMotion: 'reduce' });
  await link(bob).focus();
  await bob.page.keyboard.press('Enter');
  await bob.page.getByRole('link', { name: new RegExp(ada.name) }).waitFor();
  expect(await findingsOn(bob.page)).toEqual([]);
  await bob.page.getByRole('link', { name: new RegExp(ada.name) }).click();
  const texts = bob.page.getByRole('list', { name: `Messages of ${ada.name}` });
  await expect(texts).toContainText('Hello, see https://stranger.example');
  await expect(texts.getByRole('link')).toHaveCount(0);
  expect(await findingsOn(bob.page)).toEqual([]);
  await expect(bob.page.getByRole('textbox', { name: 'Message' })).toHaveCount(0);
  await say(ada, 'Are you there?');
  await expect(texts).toContainText('Are you there?');

  await bob.page.getByRole('button', { name: 'Accept' }).click();

  await say(bob, 'Hello, Ada');
  await expect(ada.page.getByText('Hello, Ada').first()).toBeVisible();
  await expect(ada.page.getByText('text only')).toHaveCount(0);
  await expect(ada.page.getByRole('button', { name: 'Attach files' })).toBeVisible();
  await expect(link(bob)).toHaveCount(0);
});

test('a deleted request is gone, and its sender sees no difference; a blocked one as well', async ({
  newPerson,
}) => {
  const [ada, eve, bob] = [await newPerson('ada'), await newPerson('eve'), await newPerson('bob')];
  await writes(ada, bob, 'Hello from Ada');
  await writes(eve, bob, 'Hello from Eve');
  const request = ({ name }: Person) => bob.page.getByRole('link', { name: new RegExp(name) });
  const question = bob.page.getByRole('alertdialog');
  await expect(link(bob)).toHaveText(/2/);
  await link(bob).click();

  await request(ada).click();
  await bob.page.getByRole('button', { name: 'Delete' }).click();
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(question).toHaveCount(0);
  await expect(request(ada)).toHaveCount(0);
  await request(eve).click();
  await bob.page.getByRole('button', { name: 'Block' }).click();
  await question.getByRole('button', { name: 'Block' }).click();

  await expect(bob.page.getByText('Nobody is waiting for an answer.')).toBeVisible();
  await expect(request(eve)).toHaveCount(0);
  await bob.page.getByRole('link', { name: 'Back to all conversations' }).click();
  await expect(bob.page.getByText('Say the first word')).toBeVisible();
  await say(ada, 'Still there?');
  await expect(ada.page.getByText('text only, 8 more messages')).toBeVisible();
  await expect(bob.page.getByText('Still there?')).toHaveCount(0);
});
