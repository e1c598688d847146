import { accountEventHandler } from '../../runtime/account-events.ts';

/** Runs when an account event is stored: a sign-in, a refusal, a new password, the end of a session. */
export const handler = accountEventHandler('audit-trail');
