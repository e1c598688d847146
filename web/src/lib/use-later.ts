import type { ComponentType } from 'react';
import { useState } from 'react';

/**
 * What a button opens, fetched when somebody turns to the button. Returns the component once it was asked
 * for and is there, and what the button needs until then. A click that could not fetch it can be repeated.
 */
export const useLater = <P>(load: () => Promise<ComponentType<P>>) => {
  const [Component, setComponent] = useState<ComponentType<P> | null>(null);
  const fetch = (): void => void load().catch(() => undefined);
  return {
    Component,
    button: {
      onPointerEnter: fetch,
      onFocus: fetch,
      onClick: (): void =>
        void load().then(
          (loaded) => setComponent(() => loaded),
          () => undefined,
        ),
    },
  };
};
