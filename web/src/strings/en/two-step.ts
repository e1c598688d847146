import type { Plural } from '../plural.ts';

/** Strings of the two-step sign-in in the settings, which load later. */
export const twoStep = (plural: Plural) => ({
  title: 'Two-step sign-in',
  lead: 'After the password you enter a code of an app. Who learns your password cannot sign in with it alone.',
  off: 'Off',
  onSince: (day: string) => `On since ${day}`,
  setUp: 'Set up',
  left: (count: number) =>
    plural(count, { one: '# recovery code left', other: '# recovery codes left' }),
  few: 'Make new ones before you have used the last.',
  renew: 'New recovery codes',
  turnOff: 'Turn off',
  isOn: 'Two-step sign-in is on.',
  isOff: 'Two-step sign-in is off.',
  startTitle: 'Set up two-step sign-in',
  startLead: 'You need an authenticator app, on your phone or in a password manager.',
  next: 'Continue',
  scanTitle: 'Add Parley to your app',
  scanLead: 'Scan this picture with the app, then enter the six digits that it shows.',
  qr: 'QR code for the authenticator app',
  key: 'Or type in this key',
  copyKey: 'Copy key',
  openApp: 'Open an app on this device',
  turnOn: 'Turn on',
  expired: 'This setup has expired. Close it and start again.',
  codesTitle: 'Save your recovery codes',
  codesLead:
    'Each works once in place of a code of the app. Without the app and without them, only the operator of this server can let you in again. They are not shown again.',
  codes: 'Recovery codes',
  copy: 'Copy',
  copied: 'Copied',
  download: 'Download',
  print: 'Print',
  saved: 'I have saved them',
  fileTitle: (name: string, host: string) => `Recovery codes of ${name} at ${host}`,
  fileName: 'recovery-codes',
  turnOffQuestion: 'Turn off two-step sign-in?',
  turnOffAnswer: 'Your password alone signs in again. The recovery codes are no longer valid.',
});
export type TwoStepStrings = ReturnType<typeof twoStep>;
