import type { SessionEnd } from '#contracts/session-end.ts';

const elsewhere = 'You were signed out from another device. Sign in again to go on.';
const changed = 'The password was changed, so every device has to sign in with the new one.';

/** Why the user has to sign in again. */
export const endings: Record<SessionEnd, string> = {
  signed_out: elsewhere,
  signed_out_elsewhere: elsewhere,
  signed_out_everywhere: elsewhere,
  password_changed: changed,
  password_reset: changed,
  ended_by_operator: 'An operator signed this device out.',
  account_deactivated: 'This account has been deactivated.',
  token_reused:
    'Someone may have copied this session, so it was ended. Sign in again, and check your devices in the settings.',
  too_many_sessions: 'You signed in on many other devices, so this one was signed out.',
  keys_rotated: 'The server was restored or has new keys, so everyone has to sign in again.',
  expired: 'Your session has expired. Sign in again to go on.',
};
