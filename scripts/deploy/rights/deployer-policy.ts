import { allow, type Place, type Policy, policy } from './policy.ts';

/**
 * The rights of whoever runs this project's commands, once an administrator has bootstrapped the account: the
 * deploy itself uses the CDK's roles. Names of resources begin with `parley-`.
 */
export const deployerPolicy = ({ account, region }: Place): Policy => {
  const arn = (service: string, resource: string): string =>
    `arn:aws:${service}:${region}:${account}:${resource}`;
  return policy(
    allow('CdkRoles', ['sts:AssumeRole'], `arn:aws:iam::${account}:role/cdk-hnb659fds-*`),
    allow(
      'Bootstrap',
      ['ssm:GetParameter'],
      [
        arn('ssm', 'parameter/cdk-bootstrap/*'),
        // Bootstrap version in CloudFront's region, for `hostedZone` or `waf`.
        `arn:aws:ssm:us-east-1:${account}:parameter/cdk-bootstrap/*`,
      ],
    ),
    allow(
      'Secrets',
      ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:PutParameter', 'ssm:DeleteParameters'],
      arn('ssm', 'parameter/parley/*'),
    ),
    // AWS cannot restrict these actions to resources.
    allow(
      'Lists',
      [
        'apigateway:GET',
        'cloudformation:DescribeStacks',
        'cloudformation:ListStacks',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:ListMetrics',
        'lambda:GetAccountSettings',
        'lambda:ListEventSourceMappings',
        'logs:DescribeLogGroups',
      ],
      '*',
    ),
    allow(
      'Stacks',
      [
        'cloudformation:DeleteStack',
        'cloudformation:DescribeStackEvents',
        'cloudformation:ListStackResources',
        'cloudformation:UpdateTerminationProtection',
      ],
      [
        arn('cloudformation', 'stack/parley-*'),
        `arn:aws:cloudformation:us-east-1:${account}:stack/parley-*-edge/*`,
      ],
    ),
    allow(
      'Table',
      [
        'dynamodb:BatchGetItem',
        'dynamodb:ConditionCheckItem',
        'dynamodb:DeleteItem',
        'dynamodb:DescribeContinuousBackups',
        'dynamodb:DescribeTable',
        'dynamodb:DescribeTimeToLive',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:Scan',
        'dynamodb:UpdateItem',
      ],
      [arn('dynamodb', 'table/parley-*'), arn('dynamodb', 'table/parley-*/index/*')],
    ),
    // `dead-letters`: reads failed records and invokes the function again.
    allow(
      'Stream',
      ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      arn('dynamodb', 'table/parley-*/stream/*'),
    ),
    allow(
      'DeadLetters',
      [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
      ],
      arn('sqs', 'parley-*'),
    ),
    allow(
      'Functions',
      ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
      arn('lambda', 'function:parley-*'),
    ),
    // Ids of user pools have no prefix that could restrict this.
    allow(
      'Users',
      [
        'cognito-idp:AdminCreateUser',
        'cognito-idp:AdminDeleteUser',
        'cognito-idp:AdminDisableUser',
        'cognito-idp:AdminSetUserPassword',
        'cognito-idp:AdminUserGlobalSignOut',
        'cognito-idp:ListUsers',
      ],
      arn('cognito-idp', 'userpool/*'),
    ),
    allow(
      'Sockets',
      ['execute-api:ManageConnections'],
      arn('execute-api', '*/*/POST/@connections/*'),
    ),
    allow(
      'Buckets',
      [
        's3:DeleteObject',
        's3:DeleteObjectVersion',
        's3:GetBucketPublicAccessBlock',
        's3:GetEncryptionConfiguration',
        's3:GetObject',
        's3:ListBucket',
        's3:ListBucketVersions',
      ],
      'arn:aws:s3:::parley-*',
    ),
    // Stores when a file of the site was replaced (prune-site.ts).
    allow('SiteRecord', ['s3:PutObject'], 'arn:aws:s3:::parley-*/.parley/*'),
    allow('Logs', ['logs:FilterLogEvents'], arn('logs', 'log-group:*parley-*')),
    allow('Alarms', ['sns:ListSubscriptionsByTopic'], arn('sns', 'parley-*')),
  );
};
