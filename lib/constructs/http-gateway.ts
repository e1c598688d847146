import { Duration, Validations } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { cors } from '#contracts/headers/cors.ts';
import type { Route } from '#contracts/route.ts';
import type { StageConfig, Throttle } from '../config.ts';
import { HttpAccessLog } from './access-log.ts';
import type { ParleyUserPool } from './user-pool.ts';

/**
 * CORS for other sites; our own shares the API's origin. Preflights reach the function of `$default`, which
 * answers 204; the gateway adds these headers.
 */
const corsOf = ({ corsOrigins }: StageConfig) =>
  corsOrigins.length === 0
    ? {}
    : {
        corsPreflight: {
          allowOrigins: corsOrigins,
          allowMethods: cors.methods.map((method) => CorsHttpMethod[method]),
          allowHeaders: [...cors.headers],
          exposeHeaders: [...cors.exposedHeaders],
          maxAge: Duration.seconds(cors.maxAgeSeconds),
        },
      };

/**
 * The HTTP API: a native JWT authorizer for every route that is not public, a throttle per route, and the
 * stage `$default`, so that paths equal those of the route table.
 */
export class HttpGateway extends Construct {
  readonly api: HttpApi;
  /** The URL without CloudFront, and without the `/api` prefix of every path. */
  readonly url: string;
  private readonly authorizer: IHttpRouteAuthorizer;
  private readonly stage: CfnStage;
  private readonly settings: Record<string, object> = {};

  constructor(
    scope: Construct,
    id: string,
    { config, identity }: { config: StageConfig; identity: ParleyUserPool },
  ) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: `parley-${config.stage}-http`,
      description: `Parley ${config.stage}: HTTP`,
      createDefaultStage: false,
      ...corsOf(config),
    });
    // The audience excludes tokens of other clients. The core checks that it is an access token.
    this.authorizer = new HttpJwtAuthorizer('Jwt', identity.issuer, {
      jwtAudience: [identity.client.userPoolClientId],
    });
    const { rate, burst } = config.throttles.default;
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: rate, burstLimit: burst },
      accessLogSettings: new HttpAccessLog(this, 'AccessLog', config).settings,
    });
    if (!(stage.node.defaultChild instanceof CfnStage)) throw new Error('a stage is a CfnStage');
    this.stage = stage.node.defaultChild;
    this.stage.routeSettings = this.settings;
    // An emulator has no host name per API.
    this.url =
      config.endpoint === null
        ? this.api.apiEndpoint
        : `${config.endpoint}/_aws/execute-api/${this.api.apiId}/$default`;
  }

  /** Adds a route of the route table. */
  addRoute(name: string, route: Route, handler: IFunction, throttle: Throttle): void {
    const key = HttpRouteKey.with(route.path, HttpMethod[route.method]);
    const isPublic = route.access === 'public';
    const added = this.add(
      name,
      key,
      handler,
      isPublic ? new HttpNoneAuthorizer() : this.authorizer,
    );
    this.settings[key.key] = {
      ThrottlingRateLimit: throttle.rate,
      ThrottlingBurstLimit: throttle.burst,
    };
    if (isPublic) {
      acknowledgePublic(
        added,
        'Public by contract: sign-in, registration, refresh, logout, health or the API description.',
      );
    }
  }

  /** Adds the route for everything else: 404, or 405 with `Allow`. */
  addDefault(handler: IFunction): void {
    const added = this.add('default', HttpRouteKey.DEFAULT, handler, new HttpNoneAuthorizer());
    acknowledgePublic(added, 'Answers 404 or 405 from the route table, without reading anything.');
  }

  private add(
    name: string,
    routeKey: HttpRouteKey,
    handler: IFunction,
    authorizer: IHttpRouteAuthorizer,
  ): HttpRoute {
    const route = new HttpRoute(this, `${name}-route`, {
      httpApi: this.api,
      routeKey,
      integration: new HttpLambdaIntegration(name, handler),
      authorizer,
    });
    // Deploying stage settings for a route fails if the route does not exist yet.
    this.stage.node.addDependency(route);
    return route;
  }
}

const acknowledgePublic = (route: HttpRoute, reason: string): void => {
  Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
};
