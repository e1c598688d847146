/** Strings of the fields for a code, which load later. */
export const codes = {
  app: 'Code from your app',
  appHint: 'Six digits of your authenticator app.',
  recovery: 'Recovery code',
  recoveryHint: 'One of the codes that you saved. Each works once.',
  useRecovery: 'Use a recovery code',
  useApp: 'Use a code from the app',
  wrong:
    'The code is wrong or was used already. Wait for the next one. If none works, check the clock of the phone.',
  wrongRecovery: 'This is none of your unused recovery codes.',
  signInLead: 'Your password is right. One more step: a code.',
  back: 'Back to the password',
  stepUpTitle: 'Enter a code first',
  stepUpLead: 'It is asked for again after 15 minutes at the earliest.',
  stepUp: 'Continue',
  passkeyTitle: 'Use a passkey first',
  eitherTitle: 'Enter a code or use a passkey first',
  usePasskey: 'Use a passkey',
  noPasskey: 'No passkey was used. Try again.',
  wrongPasskey: 'This passkey is not accepted. It must be one of this account.',
  elsewhere: (host: string) =>
    `Your passkeys work at ${host} only. Do this there, or ask the operator of this server to remove them.`,
  unavailable: 'This browser has no passkeys here. Do this on a device that has one of yours.',
};
export type CodeStrings = typeof codes;
