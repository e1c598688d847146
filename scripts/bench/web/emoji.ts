import type { Page } from '@playwright/test';

/** In the page, whose policy forbids to evaluate there: milliseconds from the click to the painted emoji. */
const openPicker = `new Promise((resolve) => {
  const cell = () => document.querySelector('[role=dialog] [role=gridcell]');
  const since = performance.now();
  const look = () => {
    if (!cell()) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
  };
  document.querySelector('button[aria-haspopup=dialog][aria-label=Emoji]').click();
  look();
})`;

/** Opens the emoji picker of the open conversation so many times; the first one loads it. In milliseconds. */
export const openEmoji = async (page: Page, times: number): Promise<number[]> => {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    took.push(await page.evaluate<number>(openPicker));
    await page.keyboard.press('Escape');
    await page.getByRole('gridcell').first().waitFor({ state: 'detached' });
  }
  return took;
};
