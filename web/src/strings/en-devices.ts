import type { OperatorAction } from '#contracts/closed-lists.ts';
import type { SessionEnd } from '#contracts/session-end.ts';

/** Strings of the device list, which is a lazy module. */
export const devices = {
  list: 'Where you are signed in',
  current: 'This device',
  unknown: 'Unknown device',
  seen: (when: string) => `Last used ${when}`,
  signOut: 'Sign out',
  signOutOf: (device: string) => `Sign out ${device}`,
  events: 'Recent activity',
  eventsLead:
    'What happened to your account in the last 90 days. If something was not you, change your password.',
  more: 'Show more',
  signedIn: 'Signed in',
  passwordChanged: 'Password changed',
  refused: { one: 'A refused sign-in', other: '# refused sign-ins' },
  passwordRefused: {
    one: 'A refused change of the password',
    other: '# refused changes of the password',
  },
  factorSet: 'Two-step sign-in turned on',
  factorRemoved: 'Two-step sign-in turned off',
  codeRefused: { one: 'A refused code', other: '# refused codes' },
  secondStepRefused: {
    one: 'The right password, but no code',
    other: '# times the right password, but no code',
  },
  recoveryCodeUsed: 'A recovery code was used',
  recoveryCodesRenewed: 'New recovery codes',
  passkeyAdded: 'A passkey was added',
  passkeyRemoved: 'A passkey was removed',
  ended: {
    signed_out: 'Signed out',
    signed_out_elsewhere: 'Signed out from another device',
    signed_out_everywhere: 'Signed out everywhere',
    password_changed: 'Signed out because of a new password',
    password_reset: 'A new password was set by the operator',
    ended_by_operator: 'Signed out by an operator',
    account_deactivated: 'Account deactivated',
    token_reused: 'Signed out, because someone may have copied the session',
    too_many_sessions: 'Signed out, because too many devices were signed in',
    keys_rotated: 'Signed out everywhere by the operator',
    expired: 'Session expired',
  } as Record<SessionEnd, string>,
  operated: {
    deactivate: (operator, user) => `${operator} deactivated the account ${user}`,
    reactivate: (operator, user) => `${operator} reactivated the account ${user}`,
    reset_password: (operator, user) => `${operator} set a new password for ${user}`,
    end_sessions: (operator, user) => `${operator} signed ${user} out`,
    make_operator: (operator, user) => `${operator} made ${user} an operator`,
    end_operator: (operator, user) => `${operator} took the rights of an operator from ${user}`,
    invite: (operator) => `${operator} made an invitation as an operator`,
    revoke_invitation: (operator) => `${operator} revoked an invitation of the operators`,
  } as Record<OperatorAction, (operator: string, user: string) => string>,
  /** Who acted on the command line. */
  commandLine: 'The server',
  signedOut: (device: string) => `${device} is signed out.`,
};
export type DeviceWords = typeof devices;
