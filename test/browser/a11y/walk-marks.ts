import type { Page } from '@playwright/test';
import type { Look } from './walk.ts';

const openMenu = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'More', exact: true }).click();

/** The dialogs in the menu of a conversation, one of whose messages has a star. */
export const walkMarks = async (page: Page, look: Look): Promise<void> => {
  await openMenu(page);
  await page.getByRole('menuitem', { name: 'Starred messages' }).click();
  const starred = page.getByRole('dialog', { name: /^Starred messages with / });
  await starred.getByRole('listitem').first().waitFor();
  await look('starred messages', '[role=dialog]');
  await starred.getByRole('button', { name: /^Remove the star/ }).click();
  await starred.getByText('No message is starred.').waitFor();
  await look('no starred messages', '[role=dialog]');
  await page.keyboard.press('Escape');
  await starred.waitFor({ state: 'hidden' });
  const question = page.getByRole('alertdialog');
  for (const item of ['Disappearing messages', 'Clear conversation']) {
    await openMenu(page);
    await page.getByRole('menuitem', { name: item }).click();
    await question.waitFor();
    await look(`question about: ${item}`, '[role=alertdialog]');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
  }
};
