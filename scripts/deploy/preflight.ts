import { runCommand } from '../command.ts';
import { checks, showCheck } from './checks.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

await runCommand({
  name: 'preflight',
  summary:
    'Is everything there for a deploy? Credentials, region, bootstrap, quotas. Changes nothing.',
  options: stageOption,
  help: stageHelp,
  run: async ({ stage }) => {
    const target = chooseTarget(stage);
    const { account, region } = await currentAccount(target);
    console.log(`ok   credentials: account ${account}`);
    console.log(`ok   region: ${region}${target.endpoint ? ` at ${target.endpoint}` : ''}`);
    for (const check of await checks()) console.log(showCheck(check));
  },
});
