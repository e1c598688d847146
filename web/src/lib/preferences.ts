import type { NotificationPreview } from '#contracts/closed-lists.ts';
import { notificationPreviews } from '#contracts/closed-lists.ts';
import type { QuietHours } from '#contracts/quiet-hours.ts';
import type { Language } from '../strings/languages.ts';
import { isLanguage } from '../strings/languages.ts';

/** `system`: follows the device. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** By the clock of this device. */
export type DeviceQuietHours = Pick<QuietHours, 'from' | 'to'>;

/** Settings of this browser, for all its users. */
export interface Preferences {
  /** Null: the browser's language. */
  readonly language: Language | null;
  readonly theme: Theme;
  /** Notifications for messages that arrive while no tab is focused. */
  readonly notifies: boolean;
  /** What a notification shows of a message. */
  readonly preview: NotificationPreview;
  /** Whether notifications by Web Push come with a sound or vibration. */
  readonly pushSounds: boolean;
  /** When neither notifications nor open tabs make a sound. */
  readonly quietHours: DeviceQuietHours | null;
  /** Whether an open tab plays a sound. */
  readonly sounds: boolean;
  /** Whether reactions are shown, and offered. */
  readonly showsReactions: boolean;
  /** `due`: a message was sent in this browser, so a dialog may offer notifications. */
  readonly offer: 'not-yet' | 'due' | 'answered';
}

/** Also read by the script in index.html that sets the theme before the first paint. */
export const preferencesKey = 'parley-preferences';

const oneOf = <T extends string>(list: readonly T[], value: unknown, otherwise: T): T =>
  list.find((one) => one === value) ?? otherwise;

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

export const parseQuietHours = (given: unknown): DeviceQuietHours | null => {
  const { from, to } = (given ?? {}) as Record<string, unknown>;
  return isTime(from) && isTime(to) && from !== to ? { from, to } : null;
};

/** Parses stored preferences and ignores invalid values. */
export const parsePreferences = (stored: string | null): Preferences => {
  let given: unknown = null;
  try {
    given = JSON.parse(stored ?? 'null');
  } catch {
    // Invalid JSON counts as nothing stored.
  }
  const { language, ...rest } = (given ?? {}) as Record<string, unknown>;
  return {
    language: isLanguage(language) ? language : null,
    theme: oneOf(themes, rest['theme'], 'system'),
    notifies: rest['notifies'] === true,
    // Stored by earlier versions.
    preview: oneOf(
      notificationPreviews,
      rest['preview'],
      rest['hidesText'] === true ? 'name' : 'text',
    ),
    pushSounds: rest['pushSounds'] !== false,
    quietHours: parseQuietHours(rest['quietHours']),
    sounds: rest['sounds'] === true,
    showsReactions: rest['showsReactions'] !== false,
    offer: oneOf(['not-yet', 'due', 'answered'], rest['offer'], 'not-yet'),
  };
};

/** Storage throws if the browser forbids it. */
export const readPreferences = (): Preferences => {
  try {
    return parsePreferences(localStorage.getItem(preferencesKey));
  } catch {
    return parsePreferences(null);
  }
};
