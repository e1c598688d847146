import type { Page } from '@playwright/test';

/** The least width and height of what can be pressed, in CSS pixels. */
const LEAST = 24;

/** What is too small to be pressed with certainty. Links within a text are as high as its lines. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const pressed =
      'a[href], button, input:not([type=hidden]), textarea, select, summary, [role=menuitem], [role=switch], [role=radio], [role=option]';
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && element.closest('.sr-only') === null;
    const isInText = (element: Element): boolean =>
      element.matches('a') && getComputedStyle(element).display === 'inline';
    return [...document.querySelectorAll(pressed)]
      .filter((element) => isShown(element) && !isInText(element))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < least)
      .map(({ element, box }) => `${box.width}x${box.height}: ${element.outerHTML.slice(0, 160)}`);
  }, LEAST);

/** What moves although the person asked for less of it: longer than a blink, or for ever. */
export const movements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) > 20)
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 160) ?? ''),
  );

/** What sticks out of the page to the side, where nobody could get at it without scrolling sideways. */
export const overflows = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element): boolean =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
      element.scrollWidth > element.clientWidth;
    const isInScroller = (element: Element): boolean => {
      for (let box = element.parentElement; box; box = box.parentElement) {
        if (scrolls(box)) return true;
      }
      return false;
    };
    const sideways = [...document.querySelectorAll('body, body *')]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          element.closest('[aria-hidden=true]') === null,
      )
      .filter((element) => {
        const { left, right, width: own } = element.getBoundingClientRect();
        return own > 1 && (right > width + 1 || left < -1) && !isInScroller(element);
      })
      .map((element) => `beside the page: ${element.outerHTML.slice(0, 160)}`);
    return document.documentElement.scrollWidth > width
      ? [`the page is ${document.documentElement.scrollWidth} wide`, ...sideways]
      : sideways;
  });
