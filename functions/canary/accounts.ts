import * as z from 'zod';

const Account = z.object({ username: z.string().min(1), password: z.string().min(1) });
export type CanaryAccount = z.infer<typeof Account>;

/** The two accounts that a canary reuses in every run. */
const Accounts = z.tuple([Account, Account]);
export type CanaryAccounts = z.infer<typeof Accounts>;

/**
 * Parses the accounts. @throws if the text is invalid; the error does not quote it, since it has passwords
 */
export const parseAccounts = (text: string): CanaryAccounts => {
  try {
    return Accounts.parse(JSON.parse(text));
  } catch {
    throw new Error('these are no two accounts of a canary');
  }
};
