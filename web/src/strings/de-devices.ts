import type { DeviceWords } from './en-devices.ts';

export const devices: DeviceWords = {
  list: 'Wo du angemeldet bist',
  current: 'Dieses Gerät',
  unknown: 'Unbekanntes Gerät',
  seen: (when) => `Zuletzt benutzt ${when}`,
  signOut: 'Abmelden',
  signOutOf: (device) => `${device} abmelden`,
  signedOut: (device) => `${device} ist abgemeldet.`,
};
