import type { Page } from '@playwright/test';

/** Minimum width and height of targets, in CSS pixels. */
const MIN_SIZE = 24;

/** Targets that are too small. Links within a text are as high as its lines. */
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
  }, MIN_SIZE);

/** Animations despite reduced motion: longer than a blink, or endless. */
export const movements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) > 20)
      .map(({ effect }) => (effect as KeyframeEffect).target?.outerHTML.slice(0, 160) ?? ''),
  );

/** Elements that overflow the page horizontally. */
export const overflows = async (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // Floating elements follow a resize in the next frame.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const width = document.documentElement.clientWidth;
    // Elements in horizontal scrollers, or with an ellipsis, are allowed.
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

/** Controls that cannot be clicked at any scroll position, because something covers them. */
export const unreachable = (page: Page, part = 'body'): Promise<string[]> =>
  page.evaluate((selector) => {
    // The rows of the emoji grid change while it scrolls.
    const pressed =
      'a[href], button:not([role=gridcell]), input:not([type=hidden]), textarea, [role=menuitem]';
    const isThere = (element: Element): boolean => {
      const { pointerEvents, opacity } = getComputedStyle(element);
      return element.checkVisibility() && pointerEvents !== 'none' && opacity !== '0';
    };
    const isCovered = (element: Element): boolean => {
      element.scrollIntoView({ block: 'center' });
      // A link may span two lines; a virtualised row may be gone by now.
      const box = element.getClientRects()[0];
      if (!box) return false;
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return hit === null || !(element.contains(hit) || hit.contains(element));
    };
    return [...document.querySelectorAll(`:is(${selector}) :is(${pressed})`)]
      .filter((element) => element.isConnected && isThere(element) && isCovered(element))
      .map((element) => `cannot be pressed: ${element.outerHTML.slice(0, 160)}`);
  }, part);
