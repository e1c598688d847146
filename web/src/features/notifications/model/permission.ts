import { setPreferences } from '#site/lib/use-preferences.ts';

/** Null if the browser has no notifications, as on plain HTTP other than localhost. */
export const permissionNow = (): NotificationPermission | null =>
  'Notification' in globalThis ? Notification.permission : null;

/** Asks the browser, if it must be asked, and turns notifications on if it agrees. Call it in a click. */
export const turnOnNotifications = async (): Promise<NotificationPermission> => {
  const answer = await Notification.requestPermission();
  setPreferences({ notifies: answer === 'granted' });
  return answer;
};

/**
 * Is this an iPhone or iPad without Web Push? Its browser has Web Push only if Parley is on the home screen.
 */
export const needsHomeScreen = ({ userAgent, maxTouchPoints } = navigator): boolean => {
  const isApple = /iP(hone|ad|od)/.test(userAgent);
  // An iPad identifies itself as a Mac; a Mac has no touch screen.
  const isPad = /Macintosh/.test(userAgent) && maxTouchPoints > 1;
  return (isApple || isPad) && !('PushManager' in globalThis);
};
