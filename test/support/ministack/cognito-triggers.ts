import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaConfigType } from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { zippedFunction } from './zipped-function.ts';

let bundle: Buffer | undefined;

const bundled = (): Buffer => {
  if (bundle) return bundle;
  const folder = mkdtempSync(join(tmpdir(), 'parley-trigger-'));
  bundle = zippedFunction('functions/triggers/prove-sign-in', folder);
  rmSync(folder, { recursive: true });
  return bundle;
};

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The function of Cognito's challenge, deployed to MiniStack, on this table. */
export const triggersOn =
  (endpoint: string) =>
  async ({ name }: Table): Promise<LambdaConfigType> => {
    const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
    const FunctionName = `prove-${name}`;
    const { FunctionArn } = await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: 'arn:aws:iam::000000000000:role/prove-sign-in',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 5,
        Code: { ZipFile: bundled() },
        Environment: { Variables: { TABLE_NAME: name, AWS_ENDPOINT_URL: endpoint } },
      }),
    );
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60 }, { FunctionName });
    return {
      DefineAuthChallenge: FunctionArn,
      CreateAuthChallenge: FunctionArn,
      VerifyAuthChallengeResponse: FunctionArn,
    };
  };
