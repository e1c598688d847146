import { useSyncExternalStore } from 'react';

/** Tailwind's `xl`: from this width on, the page about a peer is a panel beside the dialog. */
const isWide = (): MediaQueryList => matchMedia('(min-width: 80rem)');

const subscribe = (onChange: () => void): (() => void) => {
  const wide = isWide();
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
};

/** Whether the page about a peer is beside the dialog, not over it. */
export const usePanel = (): boolean => useSyncExternalStore(subscribe, () => isWide().matches);
