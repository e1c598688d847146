import type { Page } from '@playwright/test';
import { expect, type Person, password, test } from '#test/browser/fixtures.ts';

const signIn = async (page: Page, name: string) => {
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** Another device of the same user, in the same conversation. */
const secondDevice = async ({ page, name }: Person, path = '/') => {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error('no browser');
  const device = await context.newPage();
  const next = encodeURIComponent(path);
  await device.goto(new URL(`/sign-in?next=${next}`, page.url()).href);
  await signIn(device, name);
  return device;
};

const openDevices = async (page: Page) => {
  await page.goto('/settings/security');
  return page.getByRole('list', { name: 'Where you are signed in' });
};

/** The visible messages with a text: on a phone the list is hidden. */
const inSight = (page: Page, text: string) =>
  page.getByText(text).filter({ visible: true }).first();

/** All messages that this browser stores, as text. */
const storedIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    const contents = names.map(
      (name) =>
        new Promise<unknown[]>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const db = opening.result;
            const [store] = [...db.objectStoreNames];
            if (store === undefined) return resolve([]);
            const all = db.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => {
              db.close();
              resolve(all.result);
            };
          };
        }),
    );
    return JSON.stringify(await Promise.all(contents));
  });

const openChat = async ({ page }: Person, other: Person): Promise<string> => {
  await page.getByRole('searchbox').fill(other.name);
  await page.getByText(other.name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).fill('A secret of the two');
  await page.getByRole('button', { name: 'Send' }).click();
  await inSight(page, 'A secret of the two').waitFor();
  return new URL(page.url()).pathname;
};

test('a device that another one signs out says why, erases its data, and can sign in again', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const path = await openChat(ada, bob);
  const device = await secondDevice(ada, path);
  await inSight(device, 'A secret of the two').waitFor();
  // Changes are persisted.
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('Another one');
  await ada.page.getByRole('button', { name: 'Send' }).click();
  await inSight(device, 'Another one').waitFor();
  await expect.poll(() => storedIn(device)).toContain('A secret of the two');

  const list = await openDevices(ada.page);
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByText('This device')).toHaveCount(1);
  await list.getByRole('button', { name: /^Sign out / }).focus();
  await ada.page.keyboard.press('Enter');
  await expect(ada.page.getByRole('status').filter({ hasText: 'is signed out.' })).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toBeFocused();

  await expect(device.getByText('You were signed out from another device.')).toBeVisible();
  await expect.poll(() => storedIn(device)).not.toContain('A secret of the two');
  await signIn(device, ada.name);
  await expect(device).toHaveURL(new RegExp(`${path}$`));
  await expect(inSight(device, 'A secret of the two')).toBeVisible();
  await device.context().close();
});

test('when the site finds at its start that the session has ended, no data is left for the next user', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const path = await openChat(ada, bob);
  const device = await secondDevice(ada, path);
  await inSight(device, 'A secret of the two').waitFor();
  // Changes are persisted.
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('Another one');
  await ada.page.getByRole('button', { name: 'Send' }).click();
  await inSight(device, 'Another one').waitFor();
  await expect.poll(() => storedIn(device)).toContain('A secret of the two');
  await device.goto('about:blank');
  const list = await openDevices(ada.page);
  await list.getByRole('button', { name: /^Sign out / }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);

  await device.goto(new URL(path, ada.page.url()).href);

  await expect(device.getByText('You were signed out from another device.')).toBeVisible();
  await expect.poll(() => storedIn(device)).not.toContain('A secret of the two');
  await signIn(device, bob.name);
  await expect(device.getByRole('searchbox')).toBeVisible();
  await expect(device).toHaveURL(/\/$/);
  await device.context().close();
});

test('events of the account are below the devices, newest first, and all of them on request', async ({
  newPerson,
}) => {
  const { page, name } = await newPerson('ada');
  const login = (secret: string) =>
    page.request.post(new URL('/api/users/login', page.url()).href, {
      data: { username: name, password: secret },
    });
  for (let n = 0; n < 6; n++) expect((await login(password)).status()).toBe(200);
  for (let n = 0; n < 2; n++) expect((await login('Wrong-Pass-1')).status()).toBe(401);

  const devices = await openDevices(page);
  const log = page.getByRole('list', { name: 'Recent activity' });
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(log.getByRole('listitem')).toHaveCount(5);
  await expect(log.getByRole('listitem').first()).toContainText('2 refused sign-ins');
  await expect(log.getByRole('listitem').first()).toContainText('Today');
  await more.click();
  await expect(log.getByRole('listitem')).toHaveCount(8);
  await expect(log).toBeFocused();
  await expect(more).toBeHidden();

  await devices
    .getByRole('button', { name: /^Sign out / })
    .first()
    .click();
  await expect(log.getByText('Signed out from another device')).toBeVisible();
});
