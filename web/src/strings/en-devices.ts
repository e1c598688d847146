/** Words of the list of devices, which is a module of its own. */
export const devices = {
  list: 'Where you are signed in',
  current: 'This device',
  unknown: 'Unknown device',
  seen: (when: string) => `Last used ${when}`,
  signOut: 'Sign out',
  signOutOf: (device: string) => `Sign out ${device}`,
  signedOut: (device: string) => `${device} is signed out.`,
};
export type DeviceWords = typeof devices;
