import type { Page } from '@playwright/test';
import type { Look } from './walk.ts';

/** Loads the page anew: a change of the fragment alone would not. */
const openLink = async (page: Page, siteUrl: string, code: string): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(`${siteUrl}/join${code}`);
};

export const walkInvitationAsGuest = async (
  page: Page,
  siteUrl: string,
  look: Look,
): Promise<void> => {
  await openLink(page, siteUrl, '#vWc3x9Kq0ZpL7mT2hYbN5rDfJ8sGaE4u');
  await page.getByRole('heading', { name: 'You are invited' }).waitFor();
  await look('invited');
};

/** A link without a code, inviting somebody, an own link, and the page of a user by name. */
export const walkInvitations = async (
  page: Page,
  siteUrl: string,
  { username }: { readonly username: string },
  look: Look,
): Promise<void> => {
  await openLink(page, siteUrl, '');
  await page.getByText('The link is not complete.').waitFor();
  await look('a link that is not complete');
  await page.goto(`${siteUrl}/invite`);
  await page.getByRole('button', { name: 'Make a link' }).waitFor();
  await look('invite somebody');
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = page.getByLabel('Link of the invitation');
  await link.waitFor();
  await look('a link of an invitation', '[role=dialog]');
  const { hash } = new URL(await link.inputValue());
  await openLink(page, siteUrl, hash);
  await page.getByText('This is your own invitation.').waitFor();
  await look('own invitation');
  await page.goto(`${siteUrl}/u/${username}`);
  await page.getByRole('button', { name: 'New conversation' }).waitFor();
  await look('somebody by their name');
};
