import type { Page } from '@playwright/test';

const signIn = async (page: Page, name: string): Promise<void> => {
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('Bench-Pass-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
};

export const signedIn = async (page: Page, url: string, name: string): Promise<void> => {
  await page.goto(url);
  await signIn(page, name);
};

/** In the page: when the first row of the log has been painted. */
const markWhenShown = `(() => {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[role=log] [data-index]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
  });
  observer.observe(document, { subtree: true, childList: true });
})()`;
const sinceArrival = (id: string): string => `(() => {
  const arrived = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/api/conversations/${id}/messages'))
    .map(({ responseEnd }) => responseEnd);
  return performance.getEntriesByName('shown')[0].startTime - Math.max(...arrived);
})()`;

/** Opens the conversation from the list: milliseconds from its messages' arrival to their picture. */
export const openDialog = async (page: Page, id: string): Promise<number> => {
  await page.goto('/');
  const row = page.locator(`a[href="/c/${id}"]`);
  await row.waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(markWhenShown);
  await row.click();
  await page.waitForFunction(`performance.getEntriesByName('shown').length > 0`);
  return page.evaluate<number>(sinceArrival(id));
};
