import type { Page } from '@playwright/test';
import { box, draftFiles, give, jpeg, log, meet, send } from '#test/browser/files/given-files.ts';
import { expect, type Person, test } from '#test/browser/fixtures.ts';
import { makeClient, password } from '#test/support/client.ts';

test.use({ serviceWorkers: 'allow' });

/** Everything that this browser stores for the site, except what is independent of users. */
const storedIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const device = /^(parley-preferences|parley-reloaded-at)$/;
    const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    const databases = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    const records = databases.map(
      (name) =>
        new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const db = opening.result;
            const stores = [...db.objectStoreNames];
            if (stores.length === 0) {
              db.close();
              return resolve([]);
            }
            const asking = db.transaction(stores);
            const found = stores.map((store) => asking.objectStore(store).getAllKeys());
            asking.oncomplete = () => {
              db.close();
              resolve(found.flatMap(({ result }) => result.map((key) => `${name}: ${key}`)));
            };
          };
        }),
    );
    const cached = (await caches.keys()).map(async (name) => {
      const requests = await (await caches.open(name)).keys();
      return requests.map(({ url }) => `${name}: ${new URL(url).pathname}`);
    });
    const ofSite = /^(workbox-precache|parley-fonts).*: (?!\/(api|files)\/)/;
    return [
      ...keys.filter((key) => !device.test(key)),
      ...(await Promise.all(records)).flat(),
      ...(await Promise.all(cached)).flat().filter((entry) => !ofSite.test(entry)),
    ];
  });

const leaves = (page: Page, ...names: string[]) =>
  expect
    .poll(async () => {
      const stored = await storedIn(page);
      return names.filter((name) => stored.some((entry) => entry.startsWith(name)));
    })
    .toEqual(names);

/** Stores data of each kind that a session leaves in its browser. */
const leaveEverything = async (newPerson: (name: string) => Promise<Person>) => {
  const { ada } = await meet(newPerson);
  await ada.getByRole('button', { name: 'Emoji', exact: true }).click();
  await ada.getByRole('gridcell').first().click();
  await ada.keyboard.press('Escape');
  await ada.route('**/files', (route) => route.abort());
  await give(ada, 'drop', jpeg('sent.jpg'));
  await send(ada);
  await expect(log(ada).getByRole('img', { name: 'sent.jpg' })).toBeVisible();
  await give(ada, 'drop', jpeg('waiting.jpg'));
  await expect(draftFiles(ada).getByRole('listitem')).toHaveCount(1);
  await box(ada).fill('a draft');
  await leaves(
    ada,
    'parley-last-user',
    'parley-recent-emoji',
    'parley-offline',
    'parley-outbox: ',
    'parley-outbox-files',
    'parley-drafts',
  );
  return ada;
};
/** The draft of a page that closed before IndexedDB had it, and a change that was not sent. */
const leaveLastDraft = (page: Page) =>
  page.evaluate(() => {
    const { id } = JSON.parse(localStorage.getItem('parley-last-user') ?? '{}');
    const last = { userId: id, changes: {} };
    localStorage.setItem('parley-last-drafts', JSON.stringify(last));
    localStorage.setItem(`parley-changes-1:${id}:marks:some-conversation`, '{}');
  });
const signOutEverywhere = async (page: Page, name: string) => {
  const { call } = makeClient(new URL(page.url()).origin);
  const { body } = await call('POST', '/auth/token', { json: { username: name, password } });
  const answer = await call('POST', '/auth/logout', {
    json: { refresh_token: body.refresh_token, everywhere: true },
  });
  expect(answer.status).toBeLessThan(300);
};
const nameOf = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('parley-last-user') ?? '{}').username);
const isSignedOut = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();

test('a sign-out erases everything but the preferences of the device', async ({ newPerson }) => {
  const ada = await leaveEverything(newPerson);
  await leaveLastDraft(ada);
  await ada.goto('/');
  await ada.getByRole('button', { name: 'Account' }).click();
  await ada.getByRole('menuitem', { name: 'Sign out' }).click();

  await isSignedOut(ada);
  await expect.poll(() => storedIn(ada)).toEqual([]);
});

test('a session that was ended elsewhere while its page was open leaves no data either', async ({
  newPerson,
}) => {
  const ada = await leaveEverything(newPerson);

  await signOutEverywhere(ada, await nameOf(ada));

  await isSignedOut(ada);
  await expect.poll(() => storedIn(ada)).toEqual([]);
});

test('a session whose end is found when the site is opened again leaves no data either', async ({
  newPerson,
}) => {
  const ada = await leaveEverything(newPerson);
  const [path, name] = [ada.url(), await nameOf(ada)];
  await ada.goto('/icon.svg');
  await leaveLastDraft(ada);
  await signOutEverywhere(ada, name);

  await ada.goto(path);

  await isSignedOut(ada);
  await expect.poll(() => storedIn(ada)).toEqual([]);
});

test('unsent data of an expired session is shown to the same user only', async ({ newPerson }) => {
  const ada = await leaveEverything(newPerson);
  const [path, name] = [ada.url(), await nameOf(ada)];
  const signIn = async (username: string) => {
    await ada.getByLabel('Username').fill(username);
    await ada.getByLabel('Password', { exact: true }).fill(password);
    await ada.getByRole('button', { name: 'Sign in' }).click();
  };
  const expire = async () => {
    await ada.context().clearCookies();
    await ada.goto(path);
    await isSignedOut(ada);
  };

  await expire();
  await signIn(name);
  await expect(draftFiles(ada)).toContainText('waiting.jpg');
  await expect(box(ada)).toHaveValue('a draft');
  await leaveLastDraft(ada);

  await expire();
  const other = await makeClient(new URL(path).origin).register();
  await signIn(other.username);
  await expect(ada.getByRole('searchbox')).toBeVisible();
  const isOfAda = async () =>
    (await storedIn(ada)).filter((entry) => /^parley-(outbox|drafts|changes)/.test(entry));
  await expect.poll(isOfAda).toEqual([]);
});
