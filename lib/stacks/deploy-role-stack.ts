import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  OidcProviderNative,
  PolicyStatement,
  Role,
  WebIdentityPrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../constructs/acknowledge.ts';

interface DeployRoleProps extends StackProps {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Whether the AWS account has GitHub's provider already; there can be only one. */
  readonly hasProvider: boolean;
}

const issuer = 'token.actions.githubusercontent.com';

/** Renewing names and counting storage after an update (`scripts/deploy`). */
const tableActions = [
  ...['GetItem', 'BatchGetItem', 'Query', 'Scan'],
  ...['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
];

/** Reading what is deployed, for commands that compare or print it. */
const reading = [
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
];

/**
 * Roles for GitHub's workflows, without stored keys: GitHub signs a token for each run, and AWS checks it.
 * The role `Deploy` is for runs on the branch main. `Plan` is for pull requests and may only read. Both use
 * the roles that the CDK created in the account.
 */
export class DeployRoleStack extends Stack {
  constructor(scope: Construct, id: string, props: DeployRoleProps) {
    super(scope, id, props);
    const arn = this.formatArn({
      service: 'iam',
      region: '',
      resource: 'oidc-provider',
      resourceName: issuer,
    });
    const provider = props.hasProvider
      ? arn
      : new OidcProviderNative(this, 'GitHub', {
          url: `https://${issuer}`,
          clientIds: ['sts.amazonaws.com'],
        }).oidcProviderArn;
    const roleFor = (name: string, subject: string, description: string) =>
      new Role(this, name, {
        description,
        maxSessionDuration: Duration.hours(1),
        assumedBy: new WebIdentityPrincipal(provider, {
          StringEquals: {
            [`${issuer}:aud`]: 'sts.amazonaws.com',
            // The whole subject, without a wildcard, so that no other branch, fork or repository matches.
            [`${issuer}:sub`]: `repo:${props.repository}:${subject}`,
          },
        }),
      });
    const deploy = roleFor('Deploy', 'ref:refs/heads/main', 'Deploys Parley from the branch main');
    const plan = roleFor('Plan', 'pull_request', 'Shows what a pull request would change');
    this.mayAct(deploy, ['deploy', 'file-publishing', 'lookup']);
    this.mayAct(plan, ['lookup']);
    for (const role of [deploy, plan]) this.mayRead(role);
    this.mayOperate(deploy);
    new CfnOutput(this, 'DeployRoleArn', { value: deploy.roleArn });
    new CfnOutput(this, 'PlanRoleArn', { value: plan.roleArn });
  }

  /** May take the roles of the CDK's bootstrap. */
  private mayAct(role: Role, names: readonly string[]): void {
    const resources = names.map((name) =>
      this.formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `cdk-hnb659fds-${name}-role-${this.account}-*`,
      }),
    );
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources }));
    acknowledgeWildcards(role, 'The roles end in a region: a stage may use two.', { resources });
  }

  private mayRead(role: Role): void {
    role.addToPrincipalPolicy(new PolicyStatement({ actions: reading, resources: ['*'] }));
    acknowledgeWildcards(role, 'Lists stacks, to find those of a stage; reads no data.', {
      resources: ['*'],
    });
  }

  /**
   * The rights that `npm run deploy` itself needs: parameters, and one pass over table and users after an
   * update.
   */
  private mayOperate(role: Role): void {
    const parameters = this.formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: 'parley/*',
    });
    const bootstrap = this.formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: 'cdk-bootstrap/*',
    });
    const tables = this.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: 'parley-*',
    });
    const pools = this.formatArn({
      service: 'cognito-idp',
      resource: 'userpool',
      resourceName: '*',
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['GetParameter', 'GetParameters', 'PutParameter', 'DeleteParameters'].map(
          (action) => `ssm:${action}`,
        ),
        resources: [parameters, bootstrap],
      }),
    );
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: tableActions.map((action) => `dynamodb:${action}`),
        resources: [tables],
      }),
    );
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['lambda:GetAccountSettings', 'apigateway:GET'],
        resources: ['*'],
      }),
    );
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['cognito-idp:ListUsers'], resources: [pools] }),
    );
    const site = 'arn:aws:s3:::parley-*-web-*';
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['ListBucket', 'GetObject', 'PutObject', 'DeleteObject'].map(
          (action) => `s3:${action}`,
        ),
        resources: [site],
      }),
    );
    acknowledgeWildcards(role, 'Old files of the site, whose bucket has a random name.', {
      resources: [site],
    });
    acknowledgeWildcards(
      role,
      'Stages and their tables have names that begin with parley; a pool has a random id.',
      {
        resources: [parameters, bootstrap, tables, pools],
      },
    );
  }
}
