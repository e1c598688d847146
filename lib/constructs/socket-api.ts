import { Stack, Validations } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { SocketRouteKey } from '#contracts/realtime.ts';
import type { StageConfig } from '../config.ts';
import { SocketAccessLog } from './access-log.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import type { Binding } from './binding.ts';

/** The stage is named `ws`, since the site connects to `/ws` and CloudFront does not rewrite the path. */
export const socketStageName = 'ws';

type SocketOperation = 'Broadcaster.post' | 'Broadcaster.disconnect';

/** The WebSocket API. Without an authorizer: `$connect` checks ticket or token itself (docs/adr). */
export class SocketApi extends Construct {
  readonly api: WebSocketApi;
  /** The URL at which functions post to sockets. */
  readonly managementUrl: string;
  /** The URL for clients without CloudFront. */
  readonly url: string;
  private readonly policies: Record<SocketOperation, ManagedPolicy>;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    this.api = new WebSocketApi(this, 'Api', {
      apiName: `parley-${config.stage}-sockets`,
      description: `Parley ${config.stage}: sockets`,
      routeSelectionExpression: '$request.body.action',
    });
    const { rate, burst } = config.throttles.socket;
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.api,
      stageName: socketStageName,
      autoDeploy: true,
      throttle: { rateLimit: rate, burstLimit: burst },
      ...(config.socketAccessLogs && {
        accessLogSettings: new SocketAccessLog(this, 'AccessLog', config).settings,
      }),
    });
    if (!config.socketAccessLogs) {
      Validations.of(stage).acknowledge({
        id: 'AwsSolutions-APIG1',
        reason:
          'Access logs of a WebSocket API need the account-wide CloudWatch role, which other apps share: opt-in by socketAccessLogs. Every function logs its frames itself.',
      });
    }
    const onEmulator = (protocol: string) =>
      `${protocol}${config.endpoint?.replace(/^http/, '')}/_aws/execute-api/${this.api.apiId}/${socketStageName}`;
    // An emulator has no host name per API.
    this.managementUrl = config.endpoint === null ? stage.callbackUrl : onEmulator('http');
    this.url = config.endpoint === null ? stage.url : onEmulator('ws');
    this.policies = {
      'Broadcaster.post': this.policyFor('POST'),
      'Broadcaster.disconnect': this.policyFor('DELETE'),
    };
  }

  /** Adds a route without authorizer and without a direct response: functions post their replies. */
  addRoute(routeKey: SocketRouteKey, handler: IFunction): void {
    const name = routeKey.replace('$', '');
    const route = this.api.addRoute(routeKey, {
      integration: new WebSocketLambdaIntegration(`${name}Integration`, handler),
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'The $connect function authenticates the handshake by ticket or token; later frames come over that socket only.',
    });
  }

  /** The management endpoint, with the right to these calls on any socket of this API. */
  uses(...operations: readonly SocketOperation[]): Binding<{ CONNECTIONS_ENDPOINT: string }> {
    return {
      environment: { CONNECTIONS_ENDPOINT: this.managementUrl },
      grantTo: (role) => {
        for (const operation of operations) role.addManagedPolicy(this.policies[operation]);
      },
    };
  }

  /** One policy for all functions that make this call, so that its wildcard is declared once. */
  private policyFor(method: string): ManagedPolicy {
    const arn = Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.api.apiId,
      resourceName: `${socketStageName}/${method}/@connections/*`,
    });
    const policy = new ManagedPolicy(this, `${method}-policy`, {
      description: `${method} to sockets of Parley`,
      statements: [
        new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources: [arn] }),
      ],
    });
    acknowledgeWildcards(
      policy,
      'A connection has its id only once it is open: the last part of its ARN must be a wildcard.',
      { resources: [arn] },
    );
    return policy;
  }
}
