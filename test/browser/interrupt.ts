import type { Page, Route } from '@playwright/test';

const abort = (route: Route): Promise<void> => route.abort();

/**
 * Answers requests in place of the server; the returned function ends that. The route itself stays:
 * `page.unroute` loses a request that is being intercepted at that moment, which then never gets an
 * answer.
 */
export const interrupt = async (
  page: Page,
  pattern: string,
  answer: (route: Route) => Promise<void> = abort,
): Promise<() => void> => {
  let isOver = false;
  await page.route(pattern, (route) => (isOver ? route.fallback() : answer(route)));
  return () => {
    isOver = true;
  };
};
