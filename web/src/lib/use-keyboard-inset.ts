import { useEffect } from 'react';

/** Bars of the browser are lower than this, in pixels; keyboards are higher. */
const LOWEST_KEYBOARD = 120;

/** What a keyboard on glass covers of the page, in pixels, where the browser does not make the page lower itself. */
const covered = ({ height, scale }: VisualViewport): number => {
  // Whoever zooms in sees less of the page, too.
  if (scale > 1.05) return 0;
  const hidden = Math.round(innerHeight - height);
  return hidden >= LOWEST_KEYBOARD ? hidden : 0;
};

/** Sets `--keyboard` to what an on-screen keyboard covers, for pages as high as the view (Safari on a phone). */
export const useKeyboardInset = (): void => {
  useEffect(() => {
    const view = globalThis.visualViewport;
    if (!view) return;
    const { style } = document.documentElement;
    const measure = (): void => {
      const inset = covered(view);
      style.setProperty('--keyboard', `${inset}px`);
      // Safari scrolls the page to show the box, which is in view without that.
      if (inset > 0) globalThis.scrollTo(0, 0);
    };
    view.addEventListener('resize', measure);
    return () => {
      view.removeEventListener('resize', measure);
      style.removeProperty('--keyboard');
    };
  }, []);
};
