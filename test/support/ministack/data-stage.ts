import { randomUUID } from 'node:crypto';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { cognitoClient } from '#functions/adapters/aws/cognito/client.ts';
import { endOf, startCommand } from '../commands/started-command.ts';
import { createPool } from '../ports/cognito-home.ts';
import { createTable } from '../ports/dynamo-home.ts';
import { openS3 } from '../ports/s3-home.ts';

export const keys = { accessKeyId: 'test', secretAccessKey: 'test' };
const StackName = 'parley-localstack-data';

/** A function that does nothing: commands that change functions see its variables. */
const functionOf = (variables: Readonly<Record<string, string>>) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::000000000000:role/none',
    Code: { ZipFile: 'exports.handler = async () => ({})' },
    Environment: { Variables: variables },
  },
});

/**
 * The stage `localstack` on a MiniStack without what serves people: an empty table, bucket and user pool, and a
 * stack that names them. Replaces an earlier one. Returns the name of the table.
 */
export const dataStage = async (
  endpoint: string,
  { hasFunction = false, isReadOnly = false } = {},
): Promise<{ table: string; client: DynamoDBClient }> => {
  const config = { endpoint, region: 'us-east-1', credentials: keys };
  const client = new DynamoDBClient(config);
  const TableName = `table-${randomUUID()}`;
  await createTable(client, TableName);
  const { bucket } = await openS3(endpoint);
  const pool = await createPool(cognitoClient(config));
  const outputs = {
    TableName,
    UploadBucketName: bucket.name,
    UserPoolId: pool.USER_POOL_ID,
    UserPoolClientId: pool.USER_POOL_CLIENT_ID,
  };
  const variables = { TABLE_NAME: TableName, ...(isReadOnly && { READ_ONLY: 'on' }) };
  const template = {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic' },
      ...(hasFunction && { Function: functionOf(variables) }),
    },
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
  };
  const stacks = new CloudFormationClient(config);
  await stacks.send(new DeleteStackCommand({ StackName }));
  const TemplateBody = JSON.stringify(template);
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody }));
  return { table: TableName, client };
};

/** Commands of package.json with the credentials and the address of the MiniStack. */
export const commandsOn = (endpoint: () => string) => {
  const begin = (file: string, ...args: string[]) =>
    startCommand(file, args, {
      AWS_ENDPOINT_URL: endpoint(),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    });
  return { begin, run: (file: string, ...args: string[]) => endOf(begin(file, ...args)) };
};
