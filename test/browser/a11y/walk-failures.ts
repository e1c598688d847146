import type { Page } from '@playwright/test';
import { interrupt } from '../interrupt.ts';
import type { Look } from './walk.ts';

/** The server refuses sockets. */
export const walkWithoutConnection = async (
  page: Page,
  siteUrl: string,
  look: Look,
): Promise<void> => {
  const reconnect = await interrupt(page, '**/api/realtime/ticket');
  await page.goto(siteUrl);
  await page.getByText('No connection.').waitFor();
  await look('no connection');
  reconnect();
};

/** An answer that breaks its contract crashes the page. */
export const walkBrokenPage = async (page: Page, siteUrl: string, look: Look): Promise<void> => {
  const mend = await interrupt(page, '**/api/users/search**', (route) =>
    route.fulfill({ json: { items: [null], total: 1, page: 1, size: 20, pages: 1 } }),
  );
  await page.goto(siteUrl);
  await page.getByRole('searchbox').fill('x');
  await page.getByRole('heading', { name: 'Something broke' }).waitFor();
  await look('a page that broke');
  mend();
};
