import type { ComponentType } from 'react';
import { useState } from 'react';

/**
 * Loads what a button opens when the button is hovered or focused. Returns the component once it is
 * requested and loaded, and the button's props until then. A failed load is repeated by the next
 * click.
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
