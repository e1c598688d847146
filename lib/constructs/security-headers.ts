import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { apiPolicy } from '#contracts/headers/api-headers.ts';
import { inlineScriptHash } from '#contracts/headers/site-headers.ts';

/**
 * The content security policy of the site. `'self'` in connect-src includes the socket: on https it covers
 * wss of the same host. The bucket accepts uploads and serves attachments by signed URLs.
 */
const contentSecurityPolicy = (uploadOrigin: string): string =>
  Object.entries({
    'default-src': "'none'",
    'script-src': `'self' '${inlineScriptHash}'`,
    // Components set inline styles for positions; styles cannot load anything from other origins.
    'style-src': "'self' 'unsafe-inline'",
    'img-src': `'self' blob: data: ${uploadOrigin}`,
    'media-src': `blob: ${uploadOrigin}`,
    'font-src': "'self'",
    'connect-src': `'self' ${uploadOrigin}`,
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const custom = (header: string, value: string) => ({ header, value, override: true });

const everywhere = {
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
};

/** The headers of every response of the site. */
export class SecurityHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, props: { name: string; uploadOrigin: string }) {
    super(scope, id, {
      responseHeadersPolicyName: props.name,
      comment: 'Security headers of the Parley site',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy(props.uploadOrigin),
          override: true,
        },
        ...everywhere,
      },
      customHeadersBehavior: {
        customHeaders: [
          custom('permissions-policy', 'camera=(), geolocation=(), microphone=(self), payment=()'),
          custom('cross-origin-opener-policy', 'same-origin'),
        ],
      },
    });
  }
}

/**
 * The headers of every API response, including those of the gateway itself (401, 413 and 429). CORS headers
 * of the gateway are not changed.
 */
export class ApiHeaders extends ResponseHeadersPolicy {
  constructor(scope: Construct, id: string, props: { name: string }) {
    super(scope, id, {
      responseHeadersPolicyName: props.name,
      comment: 'Security headers of the Parley API',
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: apiPolicy, override: true },
        ...everywhere,
      },
    });
  }
}
