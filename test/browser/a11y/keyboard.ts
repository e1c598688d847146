import type { Locator, Page } from '@playwright/test';

/** How the focused element is visibly marked; null if it is not. */
const focusMark = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
    const isMarked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    // The ring of the message box surrounds its tools, too.
    const ring = element.matches('textarea') && element.closest('.focus-within\\:ring-2');
    const { width, height, left, top } = element.getBoundingClientRect();
    const isInView =
      width > 0 && height > 0 && left < innerWidth && top < innerHeight && left + width > 0;
    return (isMarked || ring) && opacity !== '0' && isInView ? element.tagName : null;
  });

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement));

/** Acts as a user with a keyboard only. Each stop must be visibly focused. */
export const makeKeyboard = (page: Page) => {
  const unseen: string[] = [];
  const check = async (): Promise<void> => {
    if ((await focusMark(page)) !== null) return;
    unseen.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? ''));
  };
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Menus move the focus a moment later: a second key press before that would go too far. */
  const step = async (key: string): Promise<void> => {
    const before = await page.evaluateHandle(() => document.activeElement);
    await press(key);
    await page
      .waitForFunction((was) => document.activeElement !== was, before, { timeout: 3_000 })
      .catch(() => undefined);
  };
  /** Presses a key until the target is focused. */
  const walkTo = async (target: Locator, key = 'Tab', most = 40): Promise<void> => {
    await target.first().waitFor();
    for (let steps = 0; steps < most; steps++) {
      if (await isFocused(target)) {
        await check();
        return;
      }
      await step(key);
      await check();
    }
    throw new Error(`${most} times ${key} did not lead to ${target}`);
  };
  return { unseen, press, walkTo, type: (text: string) => page.keyboard.type(text) };
};
