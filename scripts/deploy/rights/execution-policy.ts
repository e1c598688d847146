import { allow, type Place, type Policy, policy } from './policy.ts';

/**
 * The rights of CloudFormation when it deploys Parley, in place of AdministratorAccess, the default of the
 * CDK's bootstrap: only services that the templates use, and only roles whose names begin with `parley-`, so
 * that a deployer cannot become an administrator through another role.
 */
export const executionPolicy = ({ account, region }: Place): Policy => {
  const arn = (service: string, resource: string): string =>
    `arn:aws:${service}:${region}:${account}:${resource}`;
  return policy(
    allow(
      'Roles',
      [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:GetRole',
        'iam:GetRolePolicy',
        'iam:ListAttachedRolePolicies',
        'iam:ListRolePolicies',
        'iam:PassRole',
        'iam:PutRolePolicy',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      `arn:aws:iam::${account}:role/parley-*`,
    ),
    allow('Table', ['dynamodb:*'], arn('dynamodb', 'table/parley-*')),
    // Functions in us-east-1 pass CloudFront's certificate and firewall to the stage's region.
    allow(
      'Functions',
      ['lambda:*'],
      [arn('lambda', 'function:parley-*'), `arn:aws:lambda:us-east-1:${account}:function:parley-*`],
    ),
    // The names of these resources do not contain the stack's name, or the actions only list.
    allow(
      'Unnamed',
      [
        'acm:*',
        'apigateway:*',
        'budgets:*',
        'cloudfront:*',
        'cognito-idp:*',
        'lambda:*EventSourceMapping*',
        'lambda:*LayerVersion*',
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeQueryDefinitions',
        'logs:DescribeResourcePolicies',
        'logs:DeleteQueryDefinition',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutQueryDefinition',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
        'route53:*',
        'wafv2:*',
      ],
      '*',
    ),
    allow('LogGroups', ['logs:*'], arn('logs', 'log-group:*parley-*')),
    allow('Buckets', ['s3:*'], ['arn:aws:s3:::parley-*', 'arn:aws:s3:::parley-*/*']),
    allow('Assets', ['s3:GetObject'], `arn:aws:s3:::cdk-hnb659fds-assets-${account}-*/*`),
    allow('Queues', ['sqs:*'], arn('sqs', 'parley-*')),
    allow('Topics', ['sns:*'], arn('sns', 'parley-*')),
    allow(
      'Alarms',
      ['cloudwatch:*'],
      [arn('cloudwatch', 'alarm:parley-*'), `arn:aws:cloudwatch::${account}:dashboard/*`],
    ),
    allow('Schedules', ['events:*'], arn('events', 'rule/parley-*')),
    allow(
      'Parameters',
      ['ssm:GetParameter', 'ssm:GetParameters'],
      [arn('ssm', 'parameter/parley/*'), arn('ssm', 'parameter/cdk-bootstrap/*')],
    ),
  );
};
