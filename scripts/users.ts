import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { listCollisions } from '#core/usecases/operator/list-collisions.ts';
import { listUsers } from '#core/usecases/operator/list-users.ts';
import type { OperatorDeps } from '#core/usecases/operator/operate-users.ts';
import {
  deactivateByName,
  invite,
  reactivateByName,
  removeFactorByName,
  removePasskeysByName,
  resetPassword,
  setOperatorByName,
} from '#core/usecases/operator/operate-users.ts';
import { lineOf, UserError } from './command.ts';
import { invitationLink } from './deploy/first-invitation.ts';
import { localEnv, openHome, stageOutputs } from './operator-ports.ts';
import { collisionsTable, usersTable } from './users-table.ts';

const help = `Manages the users of a Parley, in one process or on AWS.

Usage: npm run users -- list                       lists users by name, page by page
       npm run users -- invite [--days N]          a link for one registration (default 7 days)
       npm run users -- reset-password NAME        a new random password; ends all sessions
       npm run users -- give-passwords --to FILE   new passwords for all who have none, into a file (one process)
       npm run users -- disable NAME [--yes]       deactivates the user; asks first
       npm run users -- enable NAME                reactivates the user
       npm run users -- operator NAME [--yes]      gives the admin page of the site to the user; asks first
       npm run users -- no-operator NAME           takes it away, at once
       npm run users -- remove-factor NAME [--yes]  removes the second factor of an account; asks first
       npm run users -- remove-passkeys NAME [--yes]  removes the passkeys of an account; asks first
       npm run users -- rotate-keys [--now]        new keys for access tokens, links to files and second factors (one process)
       npm run users -- renew-names --stage STAGE  claims names that became free; a deploy does everything else
       npm run users -- count-storage --stage STAGE  counts the storage of each user's files (see docs/runbook.md)
       npm run users -- list --collisions          users with confusable names (see docs/runbook.md#names)

  --name TEXT     list: only names that contain this
  --active yes|no list: only active or only deactivated accounts
  --now           rotate-keys: earlier access tokens end at once, not when they expire
  --page N, --size N   list: which page, and how long (default 1 and 50, at most 1000)
  --url URL       invite: the address of a one-process Parley  (default http://localhost:3000)
  --to FILE       give-passwords: the file, which only you can read
  --data DIR      the data folder of a one-process Parley   (default ./.parley)
  --stage STAGE   a stage deployed to AWS, or to the emulator that AWS_ENDPOINT_URL names
  --help          show this
`;

const confirm = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY) throw new UserError(`${question} Without a terminal, say --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type yes: `);
  terminal.close();
  return answer.trim() === 'yes';
};

const unchanged = 'Nothing was changed.';
const nobody = (name: string) => new UserError(`no active user is called ${name}`);

const named = (name: string | undefined, command: string): string => {
  if (!name) throw new UserError(`${command} needs a user name; see --help`);
  return name;
};

const count = (option: string, value: string, max: number): number => {
  const number = Number(value);
  if (/^[1-9]\d*$/.test(value) && number <= max) return number;
  throw new UserError(`--${option} must be 1 to ${max}`);
};

/** The filter for active or deactivated users; undefined lists all. */
const stateOf = (active: string | undefined): boolean | undefined => {
  if (active === undefined) return undefined;
  if (active !== 'yes' && active !== 'no') throw new UserError('--active must be yes or no');
  return active === 'yes';
};

const rotate = async (values: { stage?: string; data: string; now: boolean }): Promise<string> => {
  if (values.stage)
    throw new UserError('on AWS Cognito keeps the keys, and rotates them by itself');
  const { rotateKeys } = await import('../functions/adapters/local/index.ts');
  await rotateKeys(localEnv(values.data), { isNow: values.now });
  return values.now
    ? 'New keys; every access token signed before has ended.'
    : 'New keys; access tokens signed before are accepted until they expire.';
};

const list = async (
  values: { collisions: boolean; page: string; size: string; name?: string; active?: string },
  home: () => Promise<OperatorDeps>,
): Promise<string> => {
  if (values.collisions) return collisionsTable(await listCollisions(await home()));
  const page = count('page', values.page, 1_000_000);
  const size = count('size', values.size, 1_000);
  const asked = { name: values.name, isActive: stateOf(values.active), page, size };
  return usersTable(await listUsers(await home(), asked), asked);
};

const renewNames = async (stage: string | undefined): Promise<string> => {
  if (!stage) throw new UserError('one process renews names when it starts: see --stage');
  const { renewStageNames } = await import('./deploy/target/names.ts');
  return (await renewStageNames(await stageOutputs(stage), { isForced: true })) ?? '';
};

const countStorage = async (stage: string | undefined): Promise<string> => {
  if (!stage) throw new UserError('one process counts in each write: see --stage');
  const { countStageStorage } = await import('./deploy/storage.ts');
  return (await countStageStorage(await stageOutputs(stage), { isForced: true })) ?? '';
};

/** The site's address: a stage has it as an output, one process does not know it. */
const addressOf = async ({ stage, url }: { stage?: string; url?: string }): Promise<string> => {
  const given = url ?? (stage && (await stageOutputs(stage))['SiteUrl']);
  const address = given || 'http://localhost:3000';
  if (!URL.canParse(address)) throw new UserError('--url must be an address: https://chat.example');
  return address;
};

const inviteOne = async (
  values: { days: string; stage?: string; url?: string },
  home: OperatorDeps,
): Promise<string> => {
  const days = count('days', values.days, 999);
  const address = await addressOf(values);
  const { code, expiresAt } = await invite(home, days);
  return `${invitationLink(address, code)}\nvalid for one registration until ${new Date(expiresAt).toISOString()}`;
};

const give = async (values: { stage?: string; data: string; to?: string }): Promise<string> => {
  if (values.stage) throw new UserError('on AWS: reset-password NAME --stage STAGE');
  if (!values.to) throw new UserError('--to must name a file for the passwords');
  const { givePasswords, passwordsGiven } = await import('./give-passwords.ts');
  return passwordsGiven(await givePasswords(values.data, values.to), values.to);
};

type Home = () => Promise<OperatorDeps>;

const removeFactor = async (
  name: string,
  { isSure, home }: { isSure: boolean; home: Home },
): Promise<string> => {
  const question = `Remove the second factor of ${name}, whom you know to be the owner?`;
  if (!isSure && !(await confirm(question))) return unchanged;
  const isRemoved = await removeFactorByName(await home(), name);
  if (isRemoved === null) throw nobody(name);
  return isRemoved
    ? `${name} signs in with the password alone; the account log has it`
    : `${name} has no second factor`;
};

const removePasskeys = async (
  name: string,
  { isSure, home }: { isSure: boolean; home: Home },
): Promise<string> => {
  if (!isSure && !(await confirm(`Remove all passkeys of ${name}?`))) return unchanged;
  const removed = await removePasskeysByName(await home(), name);
  if (removed === null) throw nobody(name);
  return `${removed} ${removed === 1 ? 'passkey' : 'passkeys'} of ${name} removed; sessions stay`;
};

const changeOperator =
  (isOperator: boolean) =>
  async (name: string, { isSure, home }: { isSure: boolean; home: Home }): Promise<string> => {
    const question = `Let ${name} manage all accounts in the site?`;
    if (isOperator && !isSure && !(await confirm(question))) return unchanged;
    if (!(await setOperatorByName(await home(), name, isOperator))) throw nobody(name);
    return isOperator
      ? `${name} is an operator: the menu of the site has the admin page`
      : `${name} is not an operator any more`;
  };

/** Commands for one user. */
const userCommands = new Map([
  ['operator', changeOperator(true)],
  ['no-operator', changeOperator(false)],
  ['remove-factor', removeFactor],
  ['remove-passkeys', removePasskeys],
  [
    'reset-password',
    async (name: string, { home }: { home: Home }) => {
      const password = await resetPassword(await home(), name);
      if (!password) throw nobody(name);
      return `${password}\nis the new password of ${name}; every session has ended`;
    },
  ],
  [
    'disable',
    async (name: string, { isSure, home }: { isSure: boolean; home: Home }) => {
      if (!isSure && !(await confirm(`Deactivate ${name}?`))) return unchanged;
      if (!(await deactivateByName(await home(), name))) throw nobody(name);
      return `${name} is deactivated`;
    },
  ],
  [
    'enable',
    async (name: string, { home }: { home: Home }) => {
      if (await reactivateByName(await home(), name)) return `${name} is active`;
      throw new UserError(`no user is called ${name}`);
    },
  ],
]);

/** Commands for a stage; the one-process server does the same when it starts. */
const stageCommands = new Map([
  ['renew-names', renewNames],
  ['count-storage', countStorage],
]);

const run = async (): Promise<string> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      days: { type: 'string', default: '7' },
      name: { type: 'string' },
      active: { type: 'string' },
      collisions: { type: 'boolean', default: false },
      page: { type: 'string', default: '1' },
      size: { type: 'string', default: '50' },
      data: { type: 'string', default: '.parley' },
      url: { type: 'string' },
      stage: { type: 'string' },
      yes: { type: 'boolean', default: false },
      to: { type: 'string' },
      now: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, name] = positionals;
  if (values.help || !command) return help;
  const home = () => openHome(values.stage, values.data);
  if (command === 'list') return list(values, home);
  const ofStage = stageCommands.get(command);
  if (ofStage) return ofStage(values.stage);
  if (command === 'invite') {
    return inviteOne(values, await home());
  }
  if (command === 'give-passwords') return give(values);
  const ofUser = userCommands.get(command);
  if (ofUser) return ofUser(named(name, command), { isSure: values.yes, home });
  if (command === 'rotate-keys') return rotate(values);
  throw new UserError(`no command is called ${command}; see --help`);
};

try {
  console.log(await run());
} catch (error) {
  const line = lineOf(error);
  console.error(line === null ? error : `users: ${line}`);
  process.exitCode = 1;
}
