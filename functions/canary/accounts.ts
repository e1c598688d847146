import * as z from 'zod';

const Account = z.object({ username: z.string().min(1), password: z.string().min(1) });
export type CanaryAccount = z.infer<typeof Account>;

/** The two accounts that a canary uses again and again. */
const Accounts = z.tuple([Account, Account]);
export type CanaryAccounts = z.infer<typeof Accounts>;

/** The accounts in a text. @throws if it has others; without the text, which has passwords */
export const parseAccounts = (text: string): CanaryAccounts => {
  try {
    return Accounts.parse(JSON.parse(text));
  } catch {
    throw new Error('these are no two accounts of a canary');
  }
};
