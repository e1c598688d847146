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
};
export type CodeStrings = typeof codes;
