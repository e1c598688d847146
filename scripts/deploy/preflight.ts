import { runCommand, UserError } from '../command.ts';
import { checks, showCheck } from './checks.ts';
import { deployerPolicy } from './rights/deployer-policy.ts';
import { executionPolicy } from './rights/execution-policy.ts';
import type { Place, Policy } from './rights/policy.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

const policies: Record<string, (place: Place) => Policy> = {
  deployer: deployerPolicy,
  execution: executionPolicy,
};

await runCommand({
  name: 'preflight',
  summary: 'Checks credentials, region, bootstrap and quotas before a deploy. Changes nothing.',
  options: { ...stageOption, policy: { type: 'string' } },
  help: {
    ...stageHelp,
    policy:
      'Prints an IAM policy instead: deployer (who runs the commands) or execution (CloudFormation)',
  },
  run: async ({ stage, policy }) => {
    const policyOf = policies[policy ?? 'deployer'];
    if (!policyOf) throw new UserError(`--policy must be deployer or execution, not ${policy}`);
    const target = chooseTarget(stage);
    const { account, region } = await currentAccount(target);
    if (policy) return console.log(JSON.stringify(policyOf({ account, region }), null, 2));
    console.log(`ok   credentials: account ${account}`);
    console.log(`ok   region: ${region}${target.endpoint ? ` at ${target.endpoint}` : ''}`);
    for (const check of await checks()) console.log(showCheck(check));
  },
});
