import { isPushOn, pushState } from '../../features/notifications/model/push-state.ts';
import { preferences } from '../../lib/use-preferences.ts';

/**
 * Is the connection needed in the background? Notifications of an open page need it, those by Web Push do not.
 */
export const wakefulness = {
  isWanted: (): boolean => {
    const { notifies, sounds } = preferences.getState();
    return (notifies || sounds) && !isPushOn();
  },
  subscribe: (onChange: () => void): (() => void) => {
    const stops = [preferences.subscribe(onChange), pushState.subscribe(onChange)];
    return () => {
      for (const stop of stops) stop();
    };
  },
};
