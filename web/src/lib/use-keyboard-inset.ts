import { useEffect } from 'react';

/** Browser bars are lower than this, in pixels; keyboards are higher. */
const LOWEST_KEYBOARD = 120;

/**
 * Height of the page that an on-screen keyboard covers, in pixels, if the browser does not resize
 * the page.
 */
const covered = ({ height, scale }: VisualViewport): number => {
  // A zoomed page is partly hidden, too.
  if (scale > 1.05) return 0;
  const hidden = Math.round(innerHeight - height);
  return hidden >= LOWEST_KEYBOARD ? hidden : 0;
};

/** Sets `--keyboard` to the height that an on-screen keyboard covers (Safari on a phone). */
export const useKeyboardInset = (): void => {
  useEffect(() => {
    const view = globalThis.visualViewport;
    if (!view) return;
    const { style } = document.documentElement;
    const measure = (): void => {
      const inset = covered(view);
      style.setProperty('--keyboard', `${inset}px`);
      // Undoes Safari's scroll to the focused box, which is visible without it.
      if (inset > 0) globalThis.scrollTo(0, 0);
    };
    view.addEventListener('resize', measure);
    return () => {
      view.removeEventListener('resize', measure);
      style.removeProperty('--keyboard');
    };
  }, []);
};
