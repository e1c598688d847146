import { describe, expect, it } from 'vitest';
import { inlineScriptHash } from '#contracts/headers/site-headers.ts';
import { atEdge } from './edge-function.ts';
import { resourcesOf, targetOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const { template: templateOf } = synthesise('dev');
const template = templateOf('web');
const [distribution] = Object.values(resourcesOf(template, 'AWS::CloudFront::Distribution'));
const distributed = Object(distribution?.Properties['DistributionConfig']);
const behaviours: Record<string, Record<string, unknown>> = Object.fromEntries(
  distributed.CacheBehaviors.map((behaviour: { PathPattern: string }) => [
    behaviour.PathPattern,
    behaviour,
  ]),
);
const originOf = (behaviour: Record<string, unknown> | undefined) =>
  distributed.Origins.find(({ Id }: { Id: string }) => Id === behaviour?.['TargetOriginId']);

// Ids of CloudFront's managed policies.
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe.each(['/api/*', '/ws'])('%s at CloudFront', (path) => {
  const behaviour = behaviours[path];

  it('caches nothing and forwards everything but Host', () => {
    expect(behaviour).toMatchObject({
      CachePolicyId: cachingDisabled,
      OriginRequestPolicyId: allViewerExceptHost,
      ViewerProtocolPolicy: 'https-only',
    });
    expect(behaviour?.['AllowedMethods']).toEqual(
      expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']),
    );
  });

  it('reaches its API over TLS, without a path, with the origin secret', () => {
    const origin = originOf(behaviour);

    expect(JSON.stringify(origin.DomainName)).toContain('execute-api');
    expect(origin.OriginPath).toBeUndefined();
    expect(origin.CustomOriginConfig.OriginProtocolPolicy).toBe('https-only');
    const [header] = origin.OriginCustomHeaders;
    expect(header.HeaderName).toBe('x-origin-secret');
    expect(targetOf(header.HeaderValue)).toMatch(/SsmParameter/);
  });

  it('adds the viewer’s address in the viewer request', () => {
    expect(behaviour?.['FunctionAssociations']).toEqual([
      expect.objectContaining({ EventType: 'viewer-request' }),
    ]);
  });
});

describe('the distribution', () => {
  it('caches no error, whatever its status', () => {
    const kept = distributed.CustomErrorResponses;

    expect(kept.map(({ ErrorCode }: { ErrorCode: number }) => ErrorCode)).toEqual([
      400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504,
    ]);
    for (const response of kept) {
      // A page here would also replace the API's answers.
      expect(response).toEqual({ ErrorCode: response.ErrorCode, ErrorCachingMinTTL: 0 });
    }
  });

  it('has two API behaviours and the site for all other paths, over HTTPS', () => {
    expect(Object.keys(behaviours)).toEqual(['/api/*', '/ws']);
    expect(distributed.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(originOf(distributed.DefaultCacheBehavior).OriginAccessControlId).toBeDefined();
  });

  it('writes no log: a handshake’s query contains a ticket or a token', () => {
    expect(distributed.Logging).toBeUndefined();
  });

  it('sends security headers with the site', () => {
    const [policy] = Object.values(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    const { SecurityHeadersConfig: headers } = Object(
      policy?.Properties['ResponseHeadersPolicyConfig'],
    );
    const csp = JSON.stringify(headers.ContentSecurityPolicy.ContentSecurityPolicy);

    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain(`script-src 'self' '${inlineScriptHash}';`);
    expect(csp).toContain("connect-src 'self' https://");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(
      31_536_000,
    );
    expect(headers.FrameOptions.FrameOption).toBe('DENY');
    expect(headers.ContentTypeOptions.Override).toBe(true);
    expect(distributed.DefaultCacheBehavior.ResponseHeadersPolicyId).toBeDefined();
  });

  it('allows pages to load from and upload to the bucket of attachments, and no other host', () => {
    const [policy] = Object.values(resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy'));
    const { SecurityHeadersConfig: headers } = Object(
      policy?.Properties['ResponseHeadersPolicyConfig'],
    );
    const parts: unknown[] = headers.ContentSecurityPolicy.ContentSecurityPolicy['Fn::Join'][1];
    const imported = parts.filter((part) => typeof part !== 'string');
    const text = parts.map((part) => (typeof part === 'string' ? part : 'BUCKET')).join('');
    const reaching = text.split('; ').filter((directive) => directive.includes('://'));

    expect(new Set(imported.map((part) => JSON.stringify(part))).size).toBe(1);
    expect(JSON.stringify(imported[0])).toMatch(/Uploads.*RegionalDomainName/);
    expect(reaching).toEqual([
      "img-src 'self' blob: data: https://BUCKET",
      'media-src blob: https://BUCKET',
      "connect-src 'self' https://BUCKET",
    ]);
  });

  it.each([
    ['AWS::CloudFront::ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig'],
    ['AWS::CloudFront::OriginAccessControl', 'OriginAccessControlConfig'],
  ])('has stage and region in the name of its %s', (type, part) => {
    const environment = { CDK_DEFAULT_ACCOUNT: '111111111111', CDK_DEFAULT_REGION: 'eu-west-1' };
    const there = synthesise('dev', {}, environment).template('web');
    const [resource] = Object.values(resourcesOf(there, type));

    expect(Object(resource?.Properties[part]).Name).toBe('parley-dev-web-eu-west-1');
  });

  it('sends security headers with every response of the API, and leaves CORS to the gateway', () => {
    const policies = resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    const { ResponseHeadersPolicyConfig: config } = Object(
      policies[targetOf(behaviours['/api/*']?.['ResponseHeadersPolicyId']) ?? '']?.Properties,
    );
    const headers = config.SecurityHeadersConfig;

    expect(headers.ContentSecurityPolicy).toEqual({
      ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
      Override: true,
    });
    expect(headers.ContentTypeOptions).toEqual({ Override: true });
    expect(headers.FrameOptions.FrameOption).toBe('DENY');
    expect(headers.ReferrerPolicy.ReferrerPolicy).toBe('no-referrer');
    expect(headers.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(
      31_536_000,
    );
    expect(config.CorsConfig).toBeUndefined();
  });

  it('may list the site, so that a missing file is 404, and nobody else may read it', () => {
    const [policy] = Object.values(resourcesOf(template, 'AWS::S3::BucketPolicy'));
    const { Statement } = Object(policy?.Properties['PolicyDocument']);
    const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');

    expect(allowed.flatMap(({ Action }: { Action: string[] }) => Action)).toEqual([
      's3:GetObject',
      's3:ListBucket',
    ]);
    for (const { Principal, Condition } of allowed) {
      expect(Principal).toEqual({ Service: 'cloudfront.amazonaws.com' });
      expect(JSON.stringify(Condition)).toContain('AWS:SourceArn');
    }
    expect(distributed.DefaultRootObject).toBe('index.html');
  });

  it('serves a private bucket', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
    });
  });
});

describe('the function before the APIs', () => {
  const viewer = { host: { value: 'chat.example' } };

  it.each([
    ['/api/messages/', '/api/messages'],
    ['/api/messages', '/api/messages'],
    ['/api/messages//', '/api/messages'],
    ['/ws', '/ws'],
  ])('makes %s %s', (uri, expected) => {
    expect(atEdge('api-request.js', { uri, headers: viewer }).uri).toBe(expected);
  });

  it('forwards address and host, and overwrites the viewer’s own headers', () => {
    const claimed = {
      ...viewer,
      'x-viewer-ip': { value: '1.1.1.1' },
      'x-viewer-host': { value: 'evil.example' },
    };

    const { headers } = atEdge('api-request.js', { uri: '/api/health', headers: claimed });

    expect(headers['x-viewer-ip']).toEqual({ value: '203.0.113.7' });
    expect(headers['x-viewer-host']).toEqual({ value: 'chat.example' });
  });

  it('does not change the query', () => {
    const querystring = { ticket: { value: 'secret' } };

    expect(atEdge('api-request.js', { uri: '/ws', headers: viewer, querystring })).toMatchObject({
      querystring,
    });
  });
});

describe('the function before the site', () => {
  it.each([
    ['/', '/index.html'],
    ['/conversations/4b1c', '/index.html'],
    ['/docs', '/index.html'],
    ['/docs/', '/index.html'],
    ['/assets/index-4f.js', '/assets/index-4f.js'],
    ['/manifest.webmanifest', '/manifest.webmanifest'],
    ['/assets/gone', '/assets/gone'],
  ])('makes %s %s', (uri, expected) => {
    expect(atEdge('site-request.js', { uri }).uri).toBe(expected);
  });
});

describe('the distribution on an emulator', () => {
  const endpoint = 'http://127.0.0.1:4999';
  const emulated = synthesise('localstack', {}, { AWS_ENDPOINT_URL: endpoint }).template('web');
  const [{ Properties } = { Properties: {} }] = Object.values(
    resourcesOf(emulated, 'AWS::CloudFront::Distribution'),
  );
  const origins: Record<string, unknown>[] = Object(Properties)['DistributionConfig'].Origins;

  it('reaches the APIs at the address of the emulator, with the origin secret', () => {
    const apis = origins.filter(({ DomainName }) => DomainName === '127.0.0.1');

    expect(apis).toHaveLength(2);
    for (const api of apis) {
      expect(api).toMatchObject({
        CustomOriginConfig: { HTTPPort: 4_999, OriginProtocolPolicy: 'http-only' },
        OriginCustomHeaders: [{ HeaderName: 'x-origin-secret' }],
      });
      expect(JSON.stringify(api['OriginPath'])).toMatch(/_aws\/execute-api\/.*\/(\$default|ws)"/);
    }
  });

  it('allows pages to send files to the emulator, and has no function that copies the site', () => {
    const policies = JSON.stringify(
      resourcesOf(emulated, 'AWS::CloudFront::ResponseHeadersPolicy'),
    );

    expect(policies).toContain(`connect-src 'self' ${endpoint}`);
    expect(Object.keys(resourcesOf(emulated, 'AWS::Lambda::Function'))).toEqual([]);
  });
});
