import type { Page } from '@playwright/test';
import type { Look } from './walk.ts';

/** The page about the peer, and what was shared. */
export const walkAbout = async (page: Page, look: Look): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).getByRole('link').click();
  const about = page.getByRole('complementary', { name: /^About / });
  await about.getByRole('button', { name: 'Open photo hall.jpg' }).waitFor();
  await look('about the other person', 'aside');
  await about.getByRole('tab', { name: 'Files' }).click();
  await about.getByRole('button', { name: 'Download timetable.pdf' }).waitFor();
  await look('shared files', 'aside');
  await about.getByRole('tab', { name: 'Links' }).click();
  await about.getByRole('link', { name: 'https://example.org/trains' }).waitFor();
  await look('shared links', 'aside');
  await page.keyboard.press('Escape');
  await about.waitFor({ state: 'hidden' });
};

/** From the menu of a message. */
export const walkForward = async (page: Page, look: Look): Promise<void> => {
  await page.getByRole('menuitem', { name: 'Forward' }).click();
  const picker = page.getByRole('dialog', { name: 'Forward a message' });
  await picker.getByRole('checkbox').first().waitFor();
  await look('forwarding a message', '[role=dialog]');
  await picker.getByRole('searchbox').fill('ada');
  await picker.getByRole('list', { name: 'Other people' }).getByRole('checkbox').first().waitFor();
  await look('forwarding to somebody else', '[role=dialog]');
  await picker.getByRole('button', { name: 'Cancel' }).click();
  await picker.waitFor({ state: 'hidden' });
};

/** From the menu of a message. */
export const walkSelection = async (page: Page, look: Look): Promise<void> => {
  await page.getByRole('menuitem', { name: 'Select' }).click();
  const bar = page.getByRole('toolbar', { name: 'Selected messages' });
  await bar.getByText('1 selected').waitFor();
  // The boxes cover their messages, whose links and buttons cannot be pressed meanwhile.
  await look('selecting messages', '[role=toolbar]');
  await look('messages to select', '[role=log] label');
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'hidden' });
};
