import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptKept } from '#scripts/deploy/adopt/adopt.ts';
import { type Kept, keptOf, keptStore } from '#scripts/deploy/adopt/kept.ts';
import { bootstrap, cdk } from '#scripts/deploy/cdk.ts';
import { guardedStacks, isFirstDeploy, isNew, liftGuards } from '#scripts/deploy/guards.ts';
import { deployedOutputs } from '#scripts/deploy/outputs-of.ts';
import { chooseTarget, type Target } from '#scripts/deploy/target/target.ts';
import { stageConfig } from '../../lib/config.ts';
import { type MiniStack, startMiniStack } from '../support/ministack/ministack.ts';

const stage = 'localstack';
const settings = { protectData: true };
const context = `--context=parley:${stage}=${JSON.stringify(settings)}`;
const config = stageConfig((key) => ({ stage, [`parley:${stage}`]: settings })[key], process.env);

let ministack: MiniStack;
let target: Target;
let kept: Kept;

const deploy = (): Promise<void> =>
  cdk(target, [
    'deploy',
    ...guardedStacks(stage),
    '--exclusively',
    '--method=direct',
    '--require-approval=never',
    context,
  ]);

const item = { PK: { S: 'USER#1' }, SK: { S: 'PROFILE' } };

beforeAll(async () => {
  ministack = await startMiniStack();
  Object.assign(process.env, ministack.env);
  target = chooseTarget(stage);
  await bootstrap(target, { account: '000000000000', region: 'us-east-1' }, undefined);
}, 600_000);
afterAll(() => ministack.stop());

describe('a protected stage that was destroyed', () => {
  it('keeps table, bucket and users, and says so', { timeout: 900_000 }, async () => {
    await deploy();
    const found = keptOf(await deployedOutputs(target));
    if (!found) throw new Error('the stage has no data');
    kept = found;
    await new DynamoDBClient().send(new PutItemCommand({ TableName: kept.TableName, Item: item }));
    await new S3Client({ forcePathStyle: true }).send(
      new PutObjectCommand({ Bucket: kept.UploadBucketName, Key: 'att/1', Body: 'bytes' }),
    );
    await new CognitoIdentityProviderClient().send(
      new AdminCreateUserCommand({ UserPoolId: kept.UserPoolId, Username: 'ada' }),
    );

    await liftGuards(config);
    await cdk(target, ['destroy', ...guardedStacks(stage), '--force', context]);
    await keptStore(stage).remember(kept);

    expect(await isNew(config)).toBe(true);
    expect(await keptStore(stage).read()).toEqual(kept);
  });

  it('uses them again after the next deploy', { timeout: 900_000 }, async () => {
    await adoptKept(target, config, kept);
    expect(await isFirstDeploy(config)).toBe(false);
    await deploy();

    expect(keptOf(await deployedOutputs(target))).toEqual(kept);
    const { Item } = await new DynamoDBClient().send(
      new GetItemCommand({ TableName: kept.TableName, Key: item }),
    );
    const { Body } = await new S3Client({ forcePathStyle: true }).send(
      new GetObjectCommand({ Bucket: kept.UploadBucketName, Key: 'att/1' }),
    );
    const user = await new CognitoIdentityProviderClient().send(
      new AdminGetUserCommand({ UserPoolId: kept.UserPoolId, Username: 'ada' }),
    );
    expect(Item).toEqual(item);
    expect(await Body?.transformToString()).toBe('bytes');
    expect(user.Username).toBe('ada');
  });

  it('is not offered for adoption a second time', async () => {
    await keptStore(stage).remove();
    await keptStore(stage).remove();

    expect(await keptStore(stage).read()).toBeNull();
  });
});
