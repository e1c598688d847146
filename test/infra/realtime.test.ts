import { describe, expect, it } from 'vitest';
import { socketRoutes } from '#contracts/realtime.ts';
import { functionsOf, resourcesOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const { config, template: templateOf } = synthesise('dev');
const template = templateOf('realtime');
const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'));
const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route'));

describe('the WebSocket API', () => {
  it('has exactly the routes of the contract, chosen by action', () => {
    expect(routes.map(({ Properties }) => Properties['RouteKey']).sort()).toEqual(
      Object.keys(socketRoutes).sort(),
    );
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.action',
    });
  });

  it('has no authorizer: the function of $connect authenticates', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 0);
    for (const { Properties } of routes) expect(Properties['AuthorizationType']).toBe('NONE');
  });

  it('has a stage with the name of the path that CloudFront forwards', () => {
    expect(stage?.Properties['StageName']).toBe('ws');
    expect(stage?.Properties['AutoDeploy']).toBe(true);
  });

  it('throttles handshakes and frames', () => {
    const { rate, burst } = config.throttles.socket;

    expect(stage?.Properties['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
    });
  });

  it('sets the account-wide log role only on request', () => {
    const asked = synthesise('dev', { socketAccessLogs: true }).template('realtime');

    template.resourceCountIs('AWS::ApiGateway::Account', 0);
    asked.resourceCountIs('AWS::ApiGateway::Account', 1);
    const [logged] = Object.values(resourcesOf(asked, 'AWS::ApiGatewayV2::Stage'));
    const { Format } = Object(logged?.Properties['AccessLogSettings']);
    expect(JSON.parse(Format)).toMatchObject({ connection_id: '$context.connectionId' });
    expect(Format).not.toMatch(/query|sourceIp|messageString/i);
  });

  it('receives posts through its own stage', () => {
    for (const { properties } of functionsOf(template)) {
      const { CONNECTIONS_ENDPOINT } = Object(Object(properties['Environment'])['Variables']);
      if (CONNECTIONS_ENDPOINT === undefined) continue;
      expect(JSON.stringify(CONNECTIONS_ENDPOINT)).toMatch(/https:\/\/.*execute-api.*\/ws"/);
    }
  });

  it('receives posts at the emulator’s address on an emulator', () => {
    const endpoint = 'http://127.0.0.1:4999';
    const local = synthesise('localstack', {}, { AWS_ENDPOINT_URL: endpoint }).template('realtime');

    const urls = functionsOf(local).flatMap(({ properties }) => {
      const { CONNECTIONS_ENDPOINT } = Object(Object(properties['Environment'])['Variables']);
      return CONNECTIONS_ENDPOINT ? [JSON.stringify(CONNECTIONS_ENDPOINT)] : [];
    });
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) expect(url).toContain(`${endpoint}/_aws/execute-api/`);
  });
});
