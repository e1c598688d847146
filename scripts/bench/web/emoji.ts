import type { Page } from '@playwright/test';

/**
 * Runs in the page, whose policy forbids `eval`: milliseconds from the click to the painted emoji.
 */
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

/** Opens the emoji picker `times` times; the first time loads it. Returns milliseconds. */
export const openEmoji = async (page: Page, times: number): Promise<number[]> => {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    took.push(await page.evaluate<number>(openPicker));
    await page.keyboard.press('Escape');
    await page.getByRole('gridcell').first().waitFor({ state: 'detached' });
  }
  return took;
};
