import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keptStore } from '#scripts/deploy/adopt/kept.ts';
import { deleteStack } from '#scripts/deploy/delete-stacks.ts';
import { bucketsOf } from '#scripts/deploy/empty-buckets.ts';
import type { Front } from '#scripts/deploy/emulator/front.ts';
import { stageFront } from '#scripts/deploy/emulator/stage-front.ts';
import { printFirstInvitation } from '#scripts/deploy/first-invitation.ts';
import { deployedOutputs, type Outputs } from '#scripts/deploy/outputs-of.ts';
import { run } from '#scripts/deploy/run.ts';
import { secretStore } from '#scripts/deploy/secrets/origin-secret.ts';
import { chooseTarget, type Target } from '#scripts/deploy/target/target.ts';
import { resourcesOf } from '../infra/functions-of.ts';
import { synthesise } from '../infra/synthesise.ts';
import { browserMissing, findBrowser } from '../support/browser.ts';
import { hasCapability } from '../support/capabilities.ts';
import { makeClient, newName, password } from '../support/client.ts';
import { type MiniStack, startMiniStack } from '../support/ministack/ministack.ts';
import { chatThroughSite } from './chat-through-site.ts';

const stage = 'localstack';
const minutes = 60_000;
const hasBrowser = hasCapability(
  'site through the emulated CloudFront',
  (await findBrowser()) ? null : browserMissing,
);

let ministack: MiniStack;
let target: Target;
let front: Front;
let outputs: Outputs;

const command = (name: string, ...args: string[]): Promise<void> => {
  const script = ['--disable-warning=ExperimentalWarning', `scripts/${name}.ts`];
  // Vitest's NODE_ENV would build a test version of the site.
  const environment = { ...process.env, NODE_ENV: undefined };
  return run('node', [...script, '--stage', stage, ...args], { environment });
};
const deploy = (registration: string): Promise<void> =>
  command('deploy/deploy', '--registration', registration);

const stacks = async (): Promise<Record<string, { status: string; isProtected: boolean }>> => {
  const { Stacks = [] } = await new CloudFormationClient().send(new DescribeStacksCommand());
  const ours = Stacks.filter(({ StackName = '' }) => StackName.startsWith(`parley-${stage}-`));
  return Object.fromEntries(
    ours.map(({ StackName = '', StackStatus = '', EnableTerminationProtection }) => [
      StackName.slice(`parley-${stage}-`.length),
      { status: StackStatus, isProtected: EnableTerminationProtection === true },
    ]),
  );
};
const isTableGuarded = async (): Promise<boolean | undefined> => {
  const { TableName } = await deployedOutputs(target);
  const { Table } = await new DynamoDBClient().send(new DescribeTableCommand({ TableName }));
  return Table?.DeletionProtectionEnabled;
};

/** Another app of the account uses a name that the web stack needs. */
const rival = async (): Promise<void> => {
  const client = new CloudFormationClient();
  const { template } = synthesise(stage, {}, { ...process.env, CDK_DEFAULT_REGION: 'us-east-1' });
  const [wanted] = Object.values(resourcesOf(template('web'), 'AWS::CloudFront::Function'));
  const Resources = { Function: wanted };
  await client.send(
    new CreateStackCommand({ StackName: 'rival', TemplateBody: JSON.stringify({ Resources }) }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60 }, { StackName: 'rival' });
};

beforeAll(async () => {
  ministack = await startMiniStack({ env: { AUTH: 'true', IOT_MTLS_ENABLED: '0' } });
  Object.assign(process.env, ministack.env, { PARLEY_EMULATOR_SETTINGS: 'prod' });
  target = chooseTarget(stage);
}, 3 * minutes);
afterAll(async () => {
  await front?.close();
  await ministack?.stop();
});

describe('a stage with the settings of prod', () => {
  it('leaves nothing guarded when its first deploy fails', { timeout: 10 * minutes }, async () => {
    await rival();

    await expect(deploy('open')).rejects.toThrow('failed');

    const { web, data, identity } = await stacks();
    expect(web?.status).toBe('ROLLBACK_COMPLETE');
    expect([data, identity]).toEqual([
      { status: 'CREATE_COMPLETE', isProtected: false },
      { status: 'CREATE_COMPLETE', isProtected: false },
    ]);
    expect(await isTableGuarded()).toBe(false);
  });

  it('is complete and guarded after the next one', { timeout: 10 * minutes }, async () => {
    await deleteStack('rival', { print: () => undefined });

    await deploy('open');

    const all = await stacks();
    expect(Object.keys(all).sort()).toEqual([
      'api',
      'data',
      'identity',
      'observability',
      'realtime',
      'web',
    ]);
    for (const { status } of Object.values(all))
      expect(status).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
    expect(all['data']?.isProtected && all['identity']?.isProtected).toBe(true);
    expect(await isTableGuarded()).toBe(true);
    outputs = await deployedOutputs(target);
  });

  it('passes verification', { timeout: 10 * minutes }, async () => {
    await command('verify');
  });

  it.skipIf(!hasBrowser)(
    'lets two people chat on its site in Chromium, through CloudFront',
    { timeout: 5 * minutes },
    () => chatThroughSite(target, outputs),
  );

  it('is updated without losing data', { timeout: 10 * minutes }, async () => {
    front = (await stageFront(target)) ?? expect.fail('no CloudFront');
    const { call, register } = makeClient(front.url);
    const [ada, bob] = [await register(newName('ada')), await register(newName('bob'))];
    const json = { text: 'before the update', receiver_id: bob.id };
    const sent = await call('POST', '/messages', { token: ada.token, json });
    expect(sent.status).toBe(201);

    await deploy('invite');

    const found = await call('GET', `/messages/${sent.body.id}`, { token: bob.token });
    expect([found.status, found.body.text]).toEqual([200, 'before the update']);
    const more = { username: newName(), password };
    const refused = await call('POST', '/auth/register', { json: more });
    expect(refused.status).toBe(403);
  });

  it('prints a link with which the first person registers', { timeout: minutes }, async () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await printFirstInvitation(await deployedOutputs(target), { isFirst: true, isAdopted: false });
    const printed = print.mock.calls.flat().join('\n');
    print.mockRestore();

    const link = new URL(/https?:\S+/.exec(printed)?.[0] ?? expect.fail(printed));
    expect(link.pathname).toBe('/join');
    const json = { username: newName(), password, invite: link.hash.slice(1) };
    const { call } = makeClient(front.url);
    expect((await call('POST', '/auth/register', { json })).status).toBe(201);
    const again = { ...json, username: newName() };
    expect((await call('POST', '/auth/register', { json: again })).status).toBe(403);
  });

  it('is removed, except for its data', { timeout: 10 * minutes }, async () => {
    const [siteBucket] = await bucketsOf(`parley-${stage}-web`);
    expect(siteBucket).toBeTruthy();

    await command('deploy/destroy', '--yes');

    expect(await stacks()).toEqual({});
    const { TableName } = outputs;
    const { Table } = await new DynamoDBClient().send(new DescribeTableCommand({ TableName }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(await keptStore(stage).read()).toMatchObject({ TableName });
    expect(await secretStore(stage).read()).toEqual({ sent: null, accepted: null });
  });
});
