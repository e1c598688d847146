import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiError, createApi, nodePlatform } from '#client';
import type { CanaryAccount, CanaryAccounts } from '#functions/canary/accounts.ts';
import { UserError } from '#scripts/command.ts';
import { readAccounts } from '#scripts/verify/open-target.ts';
import { type LetIn, newPassword } from '#scripts/verify/people.ts';

/** The name shows operators and users that this is a canary's account. */
const newAccount = (): CanaryAccount => ({
  username: `canary-${randomBytes(6).toString('hex')}`,
  password: newPassword(),
});
export const newAccounts = (): CanaryAccounts => [newAccount(), newAccount()];

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof ApiError && codes.includes(error.code);

const reasonOf = ({ code, message }: ApiError): string =>
  code === 'network' ? 'nothing answers there' : `the API answered ${message}`;

/** Registers the account, unless it can sign in already. @throws UserError if registration is closed */
const ensureAccount = async (
  url: string,
  account: CanaryAccount,
  letIn: LetIn,
): Promise<'made' | 'there'> => {
  const api = createApi(nodePlatform(url));
  try {
    await api.signIn(account);
    await api.signOut();
    return 'there';
  } catch (error) {
    if (!isCode(error, 'invalid_credentials')) throw error;
  }
  const { invite, isRegistered } = await letIn(account);
  if (isRegistered) return 'made';
  try {
    await api.register({ ...account, ...(invite && { invite }) });
    await api.signOut();
    return 'made';
  } catch (error) {
    if (isCode(error, 'registration_closed', 'invalid_invite')) {
      throw new UserError(
        'registration is not open there: name two accounts with --accounts, or use --stage',
      );
    }
    if (isCode(error, 'username_taken')) {
      throw new UserError(
        `${account.username} has another password or is deactivated: --new-accounts makes two others`,
      );
    }
    throw error;
  }
};

/** Registers those of the two accounts that do not exist yet. */
export const ensureAccounts = async (
  url: string,
  accounts: CanaryAccounts,
  letIn: LetIn = async () => ({}),
): Promise<void> => {
  for (const account of accounts) {
    await ensureAccount(url, account, letIn).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      throw new UserError(`${url} does not sign in ${account.username}: ${reasonOf(error)}`);
    });
  }
};

/**
 * The accounts in a file with "name password" lines. Creates a missing file with new accounts, readable by
 * its owner only.
 */
export const accountsInFile = (
  file: string,
  { isNew }: { readonly isNew: boolean },
): CanaryAccounts => {
  if (existsSync(file) && !isNew) {
    const [one, other] = readAccounts(file);
    if (one && other) return [one, other];
    throw new UserError(`${file} needs two accounts`);
  }
  const made = newAccounts();
  mkdirSync(dirname(file), { recursive: true });
  const text = made.map(({ username, password }) => `${username} ${password}\n`).join('');
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
  return made;
};
