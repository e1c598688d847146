import * as z from 'zod';

/** Why a session ended. */
export const SessionEnd = z
  .enum([
    'signed_out',
    'signed_out_elsewhere',
    'signed_out_everywhere',
    'password_changed',
    'password_reset',
    'ended_by_operator',
    'account_deactivated',
    'token_reused',
    'too_many_sessions',
    'keys_rotated',
    'expired',
  ])
  .meta({ id: 'SessionEnd' });
export type SessionEnd = z.infer<typeof SessionEnd>;
