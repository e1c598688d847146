import type { Page } from '@playwright/test';
import { interrupt } from '../interrupt.ts';
import type { FullScene } from './scene.ts';
import { drag, pdf, photo } from './scene.ts';
import { walkAbout, walkForward, walkSelection } from './walk-about.ts';
import { walkMarks } from './walk-marks.ts';

/** Inspects the current page. `state`: what it shows; `part`: a selector of what is new. */
export type Look = (state: string, part?: string) => Promise<void>;

const composer = 'form';
const menu = '[role=menu]';
const box = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const question = (page: Page) => page.getByRole('alertdialog');
const press = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
const choose = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name }).click();

/** The pages without a session. */
export const walkAsGuest = async (page: Page, siteUrl: string, look: Look): Promise<void> => {
  await page.goto(`${siteUrl}/sign-in`);
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await look('sign in');
  await press(page, 'Sign in');
  await page.getByText('Please fill this in.').first().waitFor();
  await look('sign in, nothing filled in');
  await page.getByLabel('Username').fill('nobody');
  await page.getByLabel('Password', { exact: true }).fill('Wrong-Pass-1');
  await press(page, 'Show password');
  await press(page, 'Sign in');
  await page.getByRole('alert').waitFor();
  await look('sign in, refused');
  await page.getByRole('link', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Create your account' }).waitFor();
  await look('sign up');
  await page.getByLabel('Username').fill('no@sign');
  await page.getByLabel('Password', { exact: true }).fill('Half-way');
  await press(page, 'Create account');
  await page.locator('[aria-invalid=true]').first().waitFor();
  await look('sign up, against the rules');
  await page.goto(`${siteUrl}/nowhere`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
  await look('not found');
  const reconnect = await interrupt(page, '**/api/**');
  await page.goto(siteUrl);
  await page.getByRole('heading', { name: 'No connection to Parley' }).waitFor();
  await look('out of reach');
  reconnect();
};

/** The list: of a new user, without results, with users. */
export const walkEmptyList = async (page: Page, siteUrl: string, look: Look): Promise<void> => {
  await page.goto(siteUrl);
  await page.getByText('Say the first word').waitFor();
  await look('no conversations');
  const search = page.getByRole('searchbox', { name: 'Search people' });
  await search.fill('zzzzzz');
  await page.getByText('Nobody is called').waitFor();
  await look('nobody found');
  await search.fill('ada');
  await page.getByRole('heading', { name: 'People' }).waitFor();
  await look('people found');
  await page.goto(`${siteUrl}/c/00000000-0000-4000-8000-000000000000`);
  await page.getByRole('heading', { name: 'No such conversation' }).waitFor();
  await look('no such conversation');
};

export const walkList = async (page: Page, siteUrl: string, look: Look): Promise<void> => {
  await page.goto(siteUrl);
  await page.locator('a[data-row]').filter({ hasText: 'Are you there?' }).waitFor();
  await look('conversations');
  const search = page.getByRole('searchbox', { name: 'Search people' });
  await search.fill('lou');
  await page.getByRole('heading', { name: 'Conversations' }).waitFor();
  await look('own conversations found');
  await search.fill('there');
  await page.getByRole('list', { name: 'Messages' }).getByRole('link').first().waitFor();
  await look('messages found');
  await press(page, 'Clear search');
  await press(page, 'Account');
  await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await look('account menu', menu);
  await page.keyboard.press('Escape');
};

const focusMessage = (page: Page, text: string): Promise<void> => {
  const row = log(page).locator('[data-key]').filter({ hasText: text }).last();
  return row.getByRole('button', { name: 'Message options' }).focus();
};
const openMenu = async (page: Page, text: string): Promise<void> => {
  await focusMessage(page, text);
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
};

/** A message and its actions. */
const walkMessages = async (page: Page, look: Look): Promise<void> => {
  await openMenu(page, 'Where do we meet?');
  await look('menu of a message', menu);
  await page.keyboard.press('Escape');
  await page.locator(menu).waitFor({ state: 'hidden' });
  await focusMessage(page, 'Where do we meet?');
  await page.keyboard.press('+');
  const reactions = page.getByRole('toolbar', { name: 'React' });
  await reactions.waitFor();
  await look('reactions', '[role=dialog]');
  await page.keyboard.press('Escape');
  await reactions.waitFor({ state: 'hidden' });
  await openMenu(page, 'Where do we meet?');
  await choose(page, 'Reply');
  await page.getByText(/^Reply to/).waitFor();
  await look('a reply', composer);
  await press(page, 'Cancel the reply');
  await openMenu(page, 'Where do we meet?');
  await choose(page, 'Star');
  await walkMarks(page, look);
  await openMenu(page, 'Where do we meet?');
  await walkForward(page, look);
  await openMenu(page, 'Where do we meet?');
  await walkSelection(page, look);
  await openMenu(page, 'By the clock');
  await choose(page, 'Edit');
  await page.getByText('Edit message').waitFor();
  await look('an edit', composer);
  await press(page, 'Cancel the edit');
  await openMenu(page, 'By the clock');
  await choose(page, 'Delete');
  await question(page).waitFor();
  await look('question before a message is deleted', '[role=alertdialog]');
  await press(page, 'Cancel');
  const unblock = await interrupt(page, '**/conversations/*/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 403, json: { code: 'blocked', detail: '' } })
      : route.fallback(),
  );
  await box(page).fill('This one is refused');
  await press(page, 'Send');
  await log(page).getByRole('alert').waitFor();
  await look('a message that was not sent', '[data-key]:has([role=alert])');
  await press(page, 'Discard');
  unblock();
};

const walkFiles = async (page: Page, look: Look): Promise<void> => {
  await drag(page, 'dragenter', [pdf('one.pdf')]);
  const target = page.getByText('Drop files here');
  await target.waitFor();
  await look('files held over the dialog', '.border-dashed');
  await drag(page, 'dragleave', [pdf('one.pdf')]);
  await target.waitFor({ state: 'hidden' });
  await drag(page, 'drop', [
    photo('one.jpg'),
    pdf('two.pdf'),
    { ...pdf('three.exe'), type: 'x/y' },
  ]);
  const draftFiles = page.getByRole('list', { name: 'Attached files' });
  await draftFiles.getByText('one.jpg: Ready to send').waitFor({ state: 'attached' });
  await draftFiles.getByText('two.pdf: Ready to send').waitFor({ state: 'attached' });
  await look('attached files', composer);
  await press(page, 'Dismiss');
  for (const name of ['one.jpg', 'two.pdf']) await press(page, `Remove ${name}`);
  await press(page, 'Open photo hall.jpg');
  const viewer = page.getByRole('dialog', { name: 'Photos' });
  await viewer.getByRole('img', { name: 'hall.jpg' }).waitFor();
  await look('a photo, large', '[role=dialog]');
  await page.keyboard.press('Escape');
  await viewer.waitFor({ state: 'hidden' });
};

/** `hasMouse`: the emoji picker is offered. */
export const walkDialog = async (
  page: Page,
  siteUrl: string,
  { dialogId, bob }: Pick<FullScene, 'dialogId' | 'bob'>,
  look: Look,
  { hasMouse }: { hasMouse: boolean },
): Promise<void> => {
  await page.goto(`${siteUrl}/c/${dialogId}`);
  await log(page).getByText('Where do we meet?').first().waitFor();
  await log(page).press('End');
  await log(page).getByRole('button', { name: 'Download timetable.pdf' }).waitFor();
  await log(page).getByRole('link', { name: 'https://example.org/trains' }).waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).waitFor();
  await look('a dialog');
  await press(page, 'Search in this conversation');
  await page.getByRole('searchbox', { name: 'Search in this conversation' }).fill('meet');
  await page.getByText(/^1 of \d/).waitFor();
  await look('a search in the dialog');
  await press(page, 'Close search');
  await walkAbout(page, look);
  await walkMessages(page, look);
  await walkFiles(page, look);
  if (hasMouse) {
    await press(page, 'Emoji');
    await page.getByRole('gridcell').first().waitFor();
    await look('emoji', '[role=dialog]');
    await page.keyboard.press('Escape');
  }
  await log(page).press('Home');
  await page.getByRole('button', { name: /^Jump to latest/ }).waitFor();
  await look('away from the latest message', 'button[aria-label^=Jump]');
  await press(page, 'More');
  await page.getByRole('menu').waitFor();
  await look('menu of the other person', menu);
  await choose(page, `Block ${bob.username}`);
  await question(page).waitFor();
  await look('question before somebody is blocked', '[role=alertdialog]');
  await question(page).getByRole('button', { name: 'Block' }).click();
  await page.getByText(`You have blocked ${bob.username}.`).waitFor();
  await look('a dialog with somebody blocked');
};
