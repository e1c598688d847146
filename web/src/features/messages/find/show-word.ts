import { wordsOf } from '#contracts/texts/find-words.ts';
import { rangesIn, texts } from './mark-words.ts';

/** The log measures rows and scrolls within some frames. */
const STEADY_FRAMES = 10;

/** How far the log must scroll so that the first word of the query in an element is in view; 0 if it is. */
const stepTo = (log: Element, element: Element, words: readonly string[]): number => {
  const place = rangesIn(element, words)[0]?.getBoundingClientRect();
  const view = log.getBoundingClientRect();
  if (!place || (place.top >= view.top && place.bottom <= view.bottom)) return 0;
  return place.top - (view.top + view.height / 2);
};

/**
 * Scrolls to the first word of a query in a message, which may be taller than the log, once the log shows the message.
 * Returns a function that stops it.
 */
export const showWord = (log: Element, find: () => Element | null, query: string): (() => void) => {
  const words = wordsOf(query);
  let frame = 0;
  let steady = 0;
  const follow = (): void => {
    const element = find()?.querySelector(texts) ?? null;
    const step = element ? stepTo(log, element, words) : 0;
    log.scrollTop += step;
    steady = element && step === 0 ? steady + 1 : 0;
    if (steady < STEADY_FRAMES) frame = requestAnimationFrame(follow);
  };
  frame = requestAnimationFrame(follow);
  const stop = (): void => cancelAnimationFrame(frame);
  // The user scrolls elsewhere.
  log.addEventListener('wheel', stop, { once: true, passive: true });
  log.addEventListener('pointerdown', stop, { once: true });
  return stop;
};
