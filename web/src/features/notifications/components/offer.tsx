import { Suspense, useEffect } from 'react';
import type { Outbox } from '#client';
import { lazy } from '#site/lib/parts/lazy.ts';
import { hasPush } from '#site/lib/push-manager.ts';
import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import { needsHomeScreen, permissionNow } from '../model/permission.ts';

const OfferBar = lazy(async () => ({ default: (await import('./offer-bar.tsx')).OfferBar }));

/** Can notifications be offered? Not if the browser has already asked the user. */
const isPossible = (): boolean => needsHomeScreen() || (hasPush() && permissionNow() === 'default');

/**
 * After the first message that was sent in this browser, offers notifications in a dialog until the user
 * answers.
 */
export const Offer = ({ outbox: { store } }: { outbox: Pick<Outbox, 'store'> }) => {
  const { notifies, offer } = usePreferences();
  useEffect(() => {
    if (offer !== 'not-yet') return;
    return store.subscribe(({ items }) => {
      if (items.length > 0) setPreferences({ offer: 'due' });
    });
  }, [store, offer]);
  if (offer !== 'due' || notifies || !isPossible()) return null;
  return (
    <Suspense>
      <OfferBar />
    </Suspense>
  );
};
