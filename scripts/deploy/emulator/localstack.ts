import { runCommand, UserError } from '#scripts/command.ts';
import { run } from '#scripts/deploy/run.ts';
import { currentAccount } from '#scripts/deploy/target/account.ts';
import { chooseTarget } from '#scripts/deploy/target/target.ts';
import { stageFront } from './stage-front.ts';
import { testDeployed } from './test-deployed.ts';

const file = 'docker-compose.localstack.yml';
const endpoint = 'http://127.0.0.1:4566';
const sitePort = 8080;

/** LocalStack needs a token; the free alternative is another profile of the same file. */
const profileOf = (free: boolean | undefined): string => {
  if (free) return 'ministack';
  if (process.env['LOCALSTACK_AUTH_TOKEN']) return 'localstack';
  throw new UserError(
    'LOCALSTACK_AUTH_TOKEN is not set (docs/localstack.md); --free starts MiniStack, which needs none',
  );
};

const compose = (profile: string, ...args: string[]) =>
  run('docker', ['compose', '--file', file, '--profile', profile, ...args]);

const deploy = () =>
  run('node', ['scripts/deploy/deploy.ts'], {
    environment: { ...process.env, AWS_ENDPOINT_URL: endpoint },
  });

const test = async (): Promise<void> => {
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  const target = chooseTarget('localstack');
  await currentAccount(target);
  await testDeployed(target);
};

/** Runs until it is interrupted. */
const site = async (): Promise<void> => {
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  const target = chooseTarget('localstack');
  const front = await stageFront(target, { port: sitePort });
  if (!front) throw new UserError('the stage has no CloudFront: npm run dev serves the site');
  console.log(`The site is at ${front.url.replace('127.0.0.1', 'localhost')} (Ctrl-C ends it)`);
};

const actions: Record<string, (free: boolean | undefined) => Promise<void>> = {
  up: (free) => compose(profileOf(free), 'up', '--detach', '--wait'),
  // All profiles, so that any running one is stopped.
  down: () => compose('*', 'down', '--volumes'),
  deploy,
  site,
  test,
};

const hasAction = process.argv[2]?.startsWith('-') === false;
const [action = ''] = hasAction ? process.argv.splice(2, 1) : [];
await runCommand({
  name: 'localstack -- up|deploy|site|test|down',
  summary:
    'An emulator of AWS in Docker at http://127.0.0.1:4566: up, deploy, the address of the site, test, down.',
  options: { free: { type: 'boolean' } },
  help: { free: 'up: MiniStack instead of LocalStack, without token' },
  run: async ({ free }) => {
    const act = actions[action];
    if (!act)
      throw new UserError(
        action
          ? `up, deploy, site, test or down, not ${action}`
          : 'say up, deploy, site, test or down',
      );
    await act(free);
  },
});
