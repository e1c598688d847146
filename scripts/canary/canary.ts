import { runCanary } from '#functions/canary/journey.ts';
import { runCommand, UserError } from '#scripts/command.ts';
import { outputsOf } from '#scripts/deploy/outputs-of.ts';
import { currentAccount } from '#scripts/deploy/target/account.ts';
import { chooseTarget } from '#scripts/deploy/target/target.ts';
import { accountsInFile, ensureAccounts } from './accounts.ts';
import { stageAccounts } from './stage-accounts.ts';

interface Wanted {
  readonly url: string | undefined;
  readonly stage: string | undefined;
  readonly file: string | undefined;
  readonly isNew: boolean;
}

/** The address and accounts of a canary; creates missing accounts. */
const open = async ({ url: given, stage: asked, file, isNew }: Wanted) => {
  if (given === undefined) {
    const target = chooseTarget(asked);
    await currentAccount(target);
    return stageAccounts(target.stage, await outputsOf(target), { isNew });
  }
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new UserError(`${given} is no address`);
  }
  const { origin: url, host } = new URL(given);
  const accounts = accountsInFile(file ?? `.cache/canary/${host.replace(':', '-')}`, { isNew });
  await ensureAccounts(url, accounts);
  return { url, accounts };
};

await runCommand({
  name: 'canary',
  summary:
    'Two accounts use a running Parley like people: they sign in, send and receive through the socket, send and download a file, mark as read. Prints the seconds of each step, deletes the messages, and exits with 1 if a step fails. The first run creates the accounts, and later runs reuse them.',
  options: {
    url: { type: 'string' },
    stage: { type: 'string' },
    accounts: { type: 'string' },
    'new-accounts': { type: 'boolean', default: false },
  },
  help: {
    url: 'Any Parley by its address',
    stage: 'A deployed stage, with the AWS credentials of the shell: the accounts of its canary',
    accounts: 'With --url: a file with two "name password" lines, created if it is missing',
    'new-accounts': 'Creates two new accounts in place of those that no longer work',
  },
  run: async ({ url: given, stage, accounts: file, 'new-accounts': isNew }) => {
    if ((given === undefined) === (stage === undefined)) {
      throw new UserError('pass either --stage or --url; see --help');
    }
    const { url, accounts } = await open({ url: given, stage, file, isNew });
    console.log(`Canary at ${url}`);
    const { failure, seconds } = await runCanary(url, accounts, {
      onStep: (timed) => console.log(`ok   ${timed.step.padEnd(10)} ${timed.seconds.toFixed(2)} s`),
    });
    if (failure) console.log(`FAIL ${failure.step.padEnd(10)} ${failure.reason}`);
    console.log(
      failure
        ? '\nWhat to do: docs/runbook.md#canary'
        : `\nAll is well, in ${seconds.toFixed(2)} s`,
    );
    // An open socket must not keep the process alive.
    process.exit(failure ? 1 : 0);
  },
});
