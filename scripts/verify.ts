import { interruption, runCommand, UserError } from './command.ts';
import { allChecks } from './verify/checks/all.ts';
import { readAccounts, targetAt } from './verify/open-target.ts';
import { openStageTarget } from './verify/stage-target.ts';
import { selected, verify } from './verify/verify.ts';

const listOf = (text: string | undefined): string[] => text?.split(',').filter(Boolean) ?? [];

await runCommand({
  name: 'verify',
  summary:
    'Checks each assumption about a running Parley, and prints a remedy for each wrong one. Removes what it has created. docs/verify.md lists all checks.',
  options: {
    stage: { type: 'string' },
    url: { type: 'string' },
    'socket-url': { type: 'string' },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    report: { type: 'string' },
    accounts: { type: 'string' },
    'api-only': { type: 'boolean', default: false },
    lacks: { type: 'string' },
  },
  help: {
    stage: 'A deployed stage, with the AWS credentials of the shell: all checks',
    url: 'Any Parley by its address: the checks that need no rights to AWS',
    'socket-url': 'With --url: the WebSocket address if it is not /ws there',
    only: 'Only checks whose id starts with one of these texts, separated by commas',
    list: 'Lists the checks and runs none',
    long: 'Also checks that take 11 to 16 minutes: sockets, expiry',
    report: 'A file for the results as JSON, to attach to an issue',
    accounts:
      'A file with "name password" lines, for a closed registration; these accounts are kept',
    'api-only': 'With --url: no site is served there',
    lacks: 'With --url: capabilities that this home lacks, separated by commas (docs/verify.md)',
  },
  run: async (values) => {
    const checks = selected(allChecks, listOf(values.only));
    if (values.list) {
      for (const { id, title } of checks) console.log(`${id.padEnd(26)} ${title}`);
      return;
    }
    if ((values.url === undefined) === (values.stage === undefined)) {
      throw new UserError('pass either --stage or --url; see --help');
    }
    const wanted = {
      isLong: values.long,
      isApiOnly: values['api-only'],
      lacks: listOf(values.lacks),
    };
    const opened =
      values.url === undefined
        ? await openStageTarget(values.stage, wanted)
        : { target: targetAt(values.url, values['socket-url'], wanted) };
    const given = values.accounts === undefined ? [] : readAccounts(values.accounts);
    console.log(`Verifying ${opened.target.url}\n`);
    const isGood = await verify({
      target: opened.target,
      checks,
      accounts: { ...opened, given },
      report: values.report,
      signal: interruption(),
      print: console.log,
    });
    // A connection that a check left open must not keep the process alive.
    process.exit(isGood ? 0 : 1);
  },
});
