import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { runCommand, UserError } from '../command.ts';
import { testDeployed } from './emulator/test-deployed.ts';
import { testsThatNeed } from './left-out.ts';
import { outputsOf } from './outputs-of.ts';
import { currentAccount } from './target/account.ts';
import { chooseTarget, stageHelp, stageOption } from './target/target.ts';

/** With fewer concurrent functions, tests that call ten at once would only test the quota. */
const enough = 100;
const capability = 'ten-at-once';

const quota = async (): Promise<number> => {
  const { AccountLimit } = await new LambdaClient({}).send(new GetAccountSettingsCommand({}));
  return AccountLimit?.ConcurrentExecutions ?? 0;
};

/** The warning before a run with a quota of ten functions. */
const warnOf = (limit: number): void => {
  const left = testsThatNeed(capability);
  console.log(
    [
      `The account runs ${limit} functions at once (Service Quotas, L-B99A9384, raises it for free):`,
      '- files run one after another, as at every endpoint; tests that call some functions at once wait for',
      '  repeated calls, so the run takes longer;',
      `- left out, since they would test the quota: ${left.length} tests`,
      ...left.map((title) => `  · ${title}`),
      '- a 429 or 503 in another test may be the quota: run its file again with --only.',
    ].join('\n'),
  );
};

await runCommand({
  name: 'test:stage',
  summary:
    'Runs the end-to-end files against a deployed stage of your AWS account. They register hundreds of users, who remain: use a stage that you will destroy.',
  options: { ...stageOption, only: { type: 'string' } },
  help: { ...stageHelp, only: 'Runs only the e2e files whose path contains this' },
  run: async ({ stage, only }) => {
    const target = chooseTarget(stage);
    if (target.stage === 'prod') throw new UserError('not for prod: the users of the tests remain');
    await currentAccount(target);
    const { Registration } = await outputsOf(target);
    if (Registration !== 'open') {
      throw new UserError(
        `the tests register people: deploy with --registration open first (it is ${Registration})`,
      );
    }
    const limit = target.endpoint ? enough : await quota();
    if (limit < enough) warnOf(limit);
    await testDeployed(target, { only, lacks: limit < enough ? [capability] : [] });
  },
});
