import type { BrowserContextOptions, Page } from '@playwright/test';
import { devices } from '@playwright/test';

/** The content of a screenshot, its user, and its device. */
export interface Picture {
  readonly name: string;
  readonly device: 'desktop' | 'phone';
  readonly by: 'owner' | 'friend' | 'newcomer' | 'guest';
  /** `conversation`: the path of the shown conversation. */
  readonly act: (page: Page, conversation: string) => Promise<unknown>;
  /** If absent, there is one in light and one in dark. */
  readonly only?: 'light';
}

export const contexts: Record<Picture['device'], BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { ...devices['iPhone 14'], deviceScaleFactor: 1.5 },
};

const openChat = async (page: Page, conversation: string): Promise<void> => {
  await page.goto(conversation);
  const log = page.getByRole('log', { name: 'Messages' });
  await log.getByText('Perfect. I bring tea').waitFor();
  await log.locator('img').first().waitFor();
  await page.getByRole('button', { name: 'More', exact: true }).waitFor();
  await page.getByRole('heading', { level: 1 }).locator('..').getByText('Online').waitFor();
};
const settings = (section: string, heading: string) => async (page: Page) => {
  await page.goto(`/settings/${section}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
};
const list = async (page: Page): Promise<void> => {
  await page.goto('/');
  await page.locator('a[data-row]').filter({ hasText: 'grace' }).waitFor();
  await page.getByRole('button', { name: 'Account' }).waitFor();
};

export const pictures: readonly Picture[] = [
  { name: 'chat-desktop', device: 'desktop', by: 'owner', act: openChat },
  { name: 'chat-phone', device: 'phone', by: 'owner', act: openChat },
  { name: 'list-phone', device: 'phone', by: 'owner', act: list },
  {
    name: 'search-desktop',
    device: 'desktop',
    by: 'owner',
    act: async (page, conversation) => {
      await openChat(page, conversation);
      await page.getByRole('searchbox', { name: /^Search people/ }).fill('the');
      await page.getByRole('heading', { name: 'Messages' }).waitFor();
    },
  },
  {
    name: 'settings-phone',
    device: 'phone',
    by: 'owner',
    act: async (page) => {
      await page.goto('/settings');
      await page.getByText(/^With Parley since/).waitFor();
    },
  },
  {
    name: 'settings-desktop',
    device: 'desktop',
    by: 'owner',
    act: settings('appearance', 'Appearance'),
  },
  {
    name: 'welcome-desktop',
    device: 'desktop',
    by: 'newcomer',
    act: async (page) => {
      await page.goto('/');
      await page.getByText('Say the first word').waitFor();
    },
  },
  {
    name: 'sign-in-desktop',
    device: 'desktop',
    by: 'guest',
    act: async (page) => {
      await page.goto('/sign-in');
      await page.getByLabel('Username').waitFor();
    },
  },
  {
    name: 'docs-desktop',
    device: 'desktop',
    by: 'guest',
    only: 'light',
    act: async (page) => {
      await page.goto('/docs#send-message');
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  {
    name: 'photo-desktop',
    device: 'desktop',
    by: 'owner',
    only: 'light',
    act: async (page, conversation) => {
      await openChat(page, conversation);
      await page.getByRole('button', { name: 'Open photo harbour.jpg' }).click();
      await page.getByRole('dialog').getByRole('img', { name: 'harbour.jpg' }).waitFor();
    },
  },
];
