import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { builtSiteFolder } from '../../local/site/build.ts';
import { firstViews } from '../../scripts/budget/first-views.ts';
import { siteChunks } from '../../scripts/budget/site-chunks.ts';
import { expect, type Person, test } from './fixtures.ts';

/** The path of each page, and its main content. */
const pages: Record<string, (person: Person) => Promise<{ path: string; sees: string | RegExp }>> =
  {
    'sign-in': async () => ({ path: '/sign-in', sees: 'Welcome back' }),
    list: async ({ name }) => ({ path: '/', sees: `${name} (you)` }),
    dialog: async ({ page }) => ({ path: new URL(page.url()).pathname, sees: 'a note to myself' }),
    settings: async () => ({ path: '/settings/profile', sees: /^(Profile|Username)$/ }),
    docs: async () => ({ path: '/docs', sees: 'Parley API reference' }),
  };

/** A note to oneself: a list and a dialog with content. */
const writeNote = async ({ page, name }: Person) => {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).fill('a note to myself');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('log').getByText('a note to myself').waitFor();
};

const isCatalogue = (file: string): boolean => /\/(en|de)-[^/]+\.js$/.test(file);

/** Blocks all scripts except the strings and the named ones. */
const allowOnly = async (page: Page, files: Set<string>): Promise<string[]> => {
  const held: string[] = [];
  await page.route('**/assets/*.js', (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (files.has(file) || isCatalogue(file)) return route.continue();
    held.push(file);
  });
  return held;
};

test('each page shows its content with the scripts that its budget counts', {
  tag: '@phone',
}, async ({ newPerson }) => {
  test.skip(process.env['PARLEY_BASE_URL'] !== undefined, 'only this build has a manifest here');
  const chunks = siteChunks(await builtSiteFolder(() => undefined));
  const person = await newPerson('ada');
  await writeNote(person);
  const { page } = person;
  for (const view of firstViews) {
    const { path, sees } = (await pages[view.name]?.(person)) ?? { path: '/', sees: view.name };
    const isForGuests = view.name === 'sign-in';
    const context = isForGuests ? await page.context().browser()?.newContext() : page.context();
    const fresh = (await context?.newPage()) ?? page;
    const held = await allowOnly(fresh, chunks.filesOf(view));

    await fresh.goto(new URL(path, page.url()).href);

    // On a phone the list is in the document, but hidden.
    const text = fresh.getByText(sees).filter({ visible: true }).first();
    const isSeen = await text.waitFor({ timeout: 20_000 }).then(
      () => true,
      () => false,
    );
    expect(isSeen ? [] : held, `what ${view.name} waits for`).toEqual([]);
    expect(isSeen, view.name).toBe(true);
    await fresh.close();
  }
});

test('every script of the site can import its dependencies', async ({ newPerson }) => {
  test.skip(process.env['PARLEY_BASE_URL'] !== undefined, 'only this build has its files here');
  const { page } = await newPerson('ada');
  const files = readdirSync(join(await builtSiteFolder(() => undefined), 'assets'));
  const scripts = files.filter((file) => file.endsWith('.js') && !/worker/.test(file));
  expect(scripts.length).toBeGreaterThan(10);
  for (const script of scripts) {
    const failure = await page.evaluate(
      (path) => import(path).then(() => '', String),
      `/assets/${script}`,
    );
    // The settings throw another error, since their strings are not set here.
    expect(failure, script).not.toContain('SyntaxError');
  }
});

test('the first data of a page is prefetched while the app loads, and only then', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const person = await newPerson('ada');
  await writeNote(person);
  const path = new URL(person.page.url()).pathname;
  const page = await person.page.context().newPage();
  await person.page.close();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'GET' && pathname.startsWith('/api/')) asked.push(pathname);
  });
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/assets/app-*.js', async (route) => {
    await held;
    await route.continue();
  });
  const first = [
    '/api/conversations',
    `/api${path.replace('/c/', '/conversations/')}`,
    `/api${path.replace('/c/', '/conversations/')}/messages`,
    '/api/users/me',
    '/api/users/me/blocks',
  ];

  await page.goto(path, { waitUntil: 'commit' });

  await expect.poll(() => [...asked].sort()).toEqual(first);
  letThrough();
  await expect(page.getByRole('log').getByText('a note to myself')).toBeVisible();
  // The list is loaded once more when the socket is open.
  await expect.poll(() => asked.filter((path) => path === first[0])).toHaveLength(2);
  const again = asked.slice(first.length).filter((path) => first.slice(1).includes(path));
  expect(again).toEqual([]);
});
