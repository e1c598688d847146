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
export const overflows = async (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // What floats follows a new size of the window in the next frame.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const width = document.documentElement.clientWidth;
    // What is meant to be scrolled sideways, or to end in dots, says so.
    const isInScroller = (element: Element): boolean =>
      element.parentElement?.closest('.overflow-x-auto, .overflow-auto, .truncate') != null;
    const scrolled = [...document.querySelectorAll('body *')].filter(
      (element) =>
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
        element.scrollWidth > element.clientWidth &&
        !element.matches('.overflow-x-auto, .overflow-auto, textarea'),
    );
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
    return [
      ...(document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : []),
      ...scrolled.map((element) => `scrolls sideways: ${element.outerHTML.slice(0, 160)}`),
      ...sideways,
    ];
  });

/** What of a part of the page cannot be pressed, wherever one scrolls: something else lies over it. */
export const unreachable = (page: Page, part = 'body'): Promise<string[]> =>
  page.evaluate((selector) => {
    // The rows of the grid of emoji come and go as it scrolls.
    const pressed =
      'a[href], button:not([role=gridcell]), input:not([type=hidden]), textarea, [role=menuitem]';
    const isThere = (element: Element): boolean => {
      const { pointerEvents, opacity } = getComputedStyle(element);
      return element.checkVisibility() && pointerEvents !== 'none' && opacity !== '0';
    };
    const isCovered = (element: Element): boolean => {
      element.scrollIntoView({ block: 'center' });
      // A link may go over two lines; what a list draws only while it is in view may be gone by now.
      const box = element.getClientRects()[0];
      if (!box) return false;
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return hit === null || !(element.contains(hit) || hit.contains(element));
    };
    return [...document.querySelectorAll(`:is(${selector}) :is(${pressed})`)]
      .filter((element) => element.isConnected && isThere(element) && isCovered(element))
      .map((element) => `cannot be pressed: ${element.outerHTML.slice(0, 160)}`);
  }, part);
