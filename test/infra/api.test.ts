import { describe, expect, it } from 'vitest';
import { folderOf, type RouteName, routes } from '#contracts/routes.ts';
import { functionsOf, resourcesOf, targetOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const { config, template: templateOf } = synthesise('dev');
const template = templateOf('api');
const byKey = new Map(
  Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => [
    String(Properties['RouteKey']),
    Properties,
  ]),
);
const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'));
const settings = Object(stage?.Properties['RouteSettings']);
const routeKey = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

/** The description of a route's function. */
const functionBehind = (key: string): string => {
  const target = Object(byKey.get(key)?.['Target'])['Fn::Join']?.[1]?.at(-1);
  const integration = resourcesOf(template, 'AWS::ApiGatewayV2::Integration')[
    targetOf(target) ?? ''
  ];
  const handler = targetOf(integration?.Properties['IntegrationUri']) ?? '';
  return String(resourcesOf(template, 'AWS::Lambda::Function')[handler]?.Properties['Description']);
};

describe('the HTTP API', () => {
  it('has exactly the routes of the route table, and a default', () => {
    const expected = [...Object.values(routes).map(routeKey), '$default'];

    expect([...byKey.keys()].sort()).toEqual(expected.sort());
  });

  it.each(Object.entries(routes))('invokes the function of %s', (name, route) => {
    expect(functionBehind(routeKey(route))).toMatch(
      new RegExp(`functions/http/${folderOf(name as RouteName)}$`),
    );
  });

  it('answers everything else with the default function', () => {
    expect(functionBehind('$default')).toMatch(/functions\/http\/default$/);
  });

  it.each(Object.entries(routes))('checks a token if %s needs one', (_, route) => {
    const properties = byKey.get(routeKey(route));

    expect(properties?.['AuthorizationType']).toBe(route.access === 'bearer' ? 'JWT' : 'NONE');
    expect(targetOf(properties?.['AuthorizerId']) !== undefined).toBe(route.access === 'bearer');
  });

  it('requires no token for an unknown path', () => {
    expect(byKey.get('$default')?.['AuthorizationType']).toBe('NONE');
  });

  it('has one JWT authorizer, of our pool and client only', () => {
    const authorizers = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer'));

    expect(authorizers).toHaveLength(1);
    const { Audience, Issuer } = Object(authorizers[0]?.Properties['JwtConfiguration']);
    expect(Audience).toHaveLength(1);
    expect(JSON.stringify(Issuer)).toMatch(/https:\/\/cognito-idp\..*amazonaws\.com\//);
    expect(authorizers[0]?.Properties['IdentitySource']).toEqual(['$request.header.Authorization']);
  });

  it('throttles every route, and those of passwords, uploads and sends to strangers more strictly', () => {
    const { default: ordinary, credentials, uploads, public: open } = config.throttles;
    const hard = new Map(
      [
        ...[
          routes.register,
          routes['register-user'],
          routes['issue-token'],
          routes['login-user'],
          routes['change-password'],
          routes['complete-sign-in'],
          routes['start-factor'],
          routes['prove-factor'],
          routes['remove-factor'],
          routes['operate-account'],
          routes['start-passkey-sign-in'],
          routes['sign-in-with-passkey'],
          routes['start-passkey'],
          routes['add-passkey'],
          routes['remove-passkey'],
        ].map((route) => [route, credentials] as const),
        [routes['create-attachment'], uploads] as const,
        [routes['complete-attachment'], uploads] as const,
        [routes['copy-attachment'], uploads] as const,
        [routes['get-health'], open] as const,
        [routes['get-openapi'], open] as const,
      ].map(([route, throttle]) => [routeKey(route), throttle]),
    );

    for (const route of Object.values(routes)) {
      const { rate, burst } = hard.get(routeKey(route)) ?? ordinary;
      expect(settings[routeKey(route)]).toEqual({
        ThrottlingRateLimit: rate,
        ThrottlingBurstLimit: burst,
      });
    }
    expect(Object.keys(settings)).toHaveLength(Object.keys(routes).length);
    expect(stage?.Properties['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: ordinary.rate,
      ThrottlingBurstLimit: ordinary.burst,
    });
  });

  it('creates its routes before the stage that has settings for them', () => {
    const routeIds = Object.keys(resourcesOf(template, 'AWS::ApiGatewayV2::Route'));

    expect(stage?.DependsOn).toEqual(expect.arrayContaining(routeIds));
  });

  it('is served without a stage in its path', () => {
    expect(stage?.Properties['StageName']).toBe('$default');
    expect(stage?.Properties['AutoDeploy']).toBe(true);
  });

  it('logs accesses without query, path, address or token', () => {
    const { Format } = Object(stage?.Properties['AccessLogSettings']);

    expect(JSON.parse(Format)).toMatchObject({ request_id: '$context.requestId' });
    expect(Format).not.toMatch(/query|path|sourceIp|authorizer\.claims|header/i);
    // It brings its own quotes, which would make the line invalid JSON exactly when something
    // failed.
    expect(Format).not.toContain('messageString');
  });

  it('has no CORS unless a stage configures it', () => {
    const asked = synthesise('dev', { corsOrigins: ['https://chat.example'] }).template('api');
    const defaultOf = (from: typeof template) =>
      functionsOf(from).find(({ folder }) => folder === 'functions/http/default')?.properties[
        'Environment'
      ];
    const corsOf = (from: typeof template) =>
      Object.values(resourcesOf(from, 'AWS::ApiGatewayV2::Api'))[0]?.Properties[
        'CorsConfiguration'
      ];

    expect(corsOf(template)).toBeUndefined();
    expect(corsOf(asked)).toEqual({
      AllowOrigins: ['https://chat.example'],
      AllowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      // Without the header for cookie mode, and without credentials.
      AllowHeaders: ['authorization', 'content-type'],
      ExposeHeaders: ['location', 'retry-after'],
      MaxAge: 3_600,
    });
    expect(defaultOf(template)).toMatchObject({ Variables: { CORS: 'off' } });
    expect(defaultOf(asked)).toMatchObject({ Variables: { CORS: 'on' } });
  });
});
