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

/**
 * Runs in the page, whose policy forbids `eval`: a promise of the time when the first row was
 * painted.
 */
const watchForRows = `(() => {
  globalThis.shown = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[role=log] [data-index]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    observer.observe(document, { subtree: true, childList: true });
  });
})()`;
const sinceArrival = (id: string): string => `shown.then((at) => {
  const arrived = performance
    .getEntriesByType('resource')
    .filter(({ name, responseEnd }) => name.includes('/conversations/${id}/messages') && responseEnd < at)
    .map(({ responseEnd }) => responseEnd);
  return at - Math.max(...arrived);
})`;

/**
 * Opens the conversation from the list. Returns milliseconds from the arrival of its messages to
 * their paint.
 */
export const openDialog = async (page: Page, id: string): Promise<number> => {
  await page.goto('/');
  const row = page.locator(`a[href="/c/${id}"]`);
  await row.waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(watchForRows);
  await row.click();
  return page.evaluate<number>(sinceArrival(id));
};
