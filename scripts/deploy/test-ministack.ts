import { miniStackMissing, startMiniStack } from '../../test/support/ministack/ministack.ts';
import { runCommand, UserError } from './command.ts';
import { run } from './run.ts';
import { chooseTarget } from './target.ts';
import { testDeployed } from './test-deployed.ts';

const serverEnvironment = {
  IOT_MTLS_ENABLED: '0',
  // Every call of a function is checked against the rights that its stack grants it.
  AUTH: 'true',
  // One conversation is opened fifty times at once by a test; a queue would be a 429.
  LAMBDA_ACCOUNT_CONCURRENCY: '80',
};

await runCommand({
  name: 'test:ministack',
  summary: 'Starts MiniStack, deploys everything to it, runs the e2e files there, and ends it.',
  options: {},
  help: {},
  run: async () => {
    const missing = await miniStackMissing();
    if (missing) throw new UserError(`MiniStack cannot run here: ${missing}`);
    const ministack = await startMiniStack({ env: serverEnvironment });
    try {
      Object.assign(process.env, ministack.env);
      await run('node', ['scripts/deploy/deploy.ts', '--stage', 'localstack']);
      await testDeployed(chooseTarget('localstack'));
    } finally {
      await ministack.stop();
    }
  },
});
