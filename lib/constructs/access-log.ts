import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat, CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import type { IAccessLogSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledgeManagedPolicy } from './acknowledge.ts';
import { removalOf } from './removal.ts';

/**
 * One JSON line of `$context` variables, none of which adds quotes (`messageString` does). None holds a
 * query, a path with ids, a token or an address.
 */
const lineOf = (variables: Record<string, string>): AccessLogFormat =>
  AccessLogFormat.custom(
    JSON.stringify(
      Object.fromEntries(Object.entries(variables).map(([key, name]) => [key, `$context.${name}`])),
    ),
  );

const common = {
  request_id: 'requestId',
  time: 'requestTime',
  route: 'routeKey',
  status: 'status',
};

const logGroup = (scope: Construct, config: StageConfig): LogGroup =>
  new LogGroup(scope, 'Logs', {
    retention: config.logRetentionDays,
    removalPolicy: removalOf(config),
  });

/**
 * The HTTP API's access log: it includes requests that reached no function (401, 413, 429 of the gateway).
 */
export class HttpAccessLog extends Construct {
  readonly settings: IAccessLogSettings;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.settings = {
      destination: new LogGroupLogDestination(logGroup(this, config)),
      format: lineOf({
        ...common,
        bytes: 'responseLength',
        latency_ms: 'responseLatency',
        integration_ms: 'integrationLatency',
        error: 'error.message',
        authorizer_error: 'authorizer.error',
        integration_error: 'integrationErrorMessage',
      }),
    };
  }
}

/**
 * The WebSocket API's access log. API Gateway writes it with a role that is set once per account and
 * region. The role stays when the stack is deleted, since other apps may use it by then.
 */
export class SocketAccessLog extends Construct {
  readonly settings: IAccessLogSettings;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const rights = ManagedPolicy.fromAwsManagedPolicyName(
      'service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    );
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      managedPolicies: [rights],
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledgeManagedPolicy(
      role,
      'API Gateway takes as its account-wide role only one with these rights; AWS keeps them current.',
      rights,
    );
    const account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const group = logGroup(this, config);
    group.node.addDependency(account);
    this.settings = {
      destination: new LogGroupLogDestination(group),
      format: lineOf({
        ...common,
        event: 'eventType',
        connection_id: 'connectionId',
        error: 'error.message',
        integration_error: 'integrationErrorMessage',
      }),
    };
  }
}
