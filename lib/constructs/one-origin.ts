import { readFileSync } from 'node:fs';
import { Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { BehaviorOptions, FunctionAssociation } from 'aws-cdk-lib/aws-cloudfront';
import {
  AccessLevel,
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { HttpOriginProps } from 'aws-cdk-lib/aws-cloudfront-origins';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { isWithoutTls } from '../config.ts';
import { ApiHeaders, SecurityHeaders } from './security-headers.ts';

/** Error statuses with a configurable cache time in CloudFront. */
const cachedErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

const atViewerRequest = (scope: Construct, id: string, file: string): FunctionAssociation => ({
  eventType: FunctionEventType.VIEWER_REQUEST,
  function: new EdgeFunction(scope, id, {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(
      readFileSync(new URL(`../edge/${file}`, import.meta.url), 'utf8'),
    ),
  }),
});

/** An API of API Gateway, and its stage. */
interface ApiOfOrigin {
  readonly apiId: string;
  /** Part of the path where an API has no host name: on an emulator. */
  readonly stageName: string;
}

/** The origin for an API: its host name on AWS, or a path of the emulator at `endpoint`. */
const apiOrigin = (
  scope: Construct,
  { apiId, stageName }: ApiOfOrigin,
  { endpoint, originSecret }: { endpoint: string | null; originSecret: string },
): HttpOrigin => {
  const shared: HttpOriginProps = {
    customHeaders: { 'x-origin-secret': originSecret },
    // Above the gateway's timeout of 30 s, so that its response arrives instead of CloudFront's 504.
    readTimeout: Duration.seconds(35),
  };
  if (endpoint === null) {
    const { region, urlSuffix } = Stack.of(scope);
    return new HttpOrigin(Fn.join('.', [apiId, 'execute-api', region, urlSuffix]), shared);
  }
  const { hostname, port, protocol } = new URL(endpoint);
  const isTls = protocol === 'https:';
  return new HttpOrigin(hostname, {
    ...shared,
    protocolPolicy: isTls ? OriginProtocolPolicy.HTTPS_ONLY : OriginProtocolPolicy.HTTP_ONLY,
    ...(port && { [isTls ? 'httpsPort' : 'httpPort']: Number(port) }),
    originPath: `/_aws/execute-api/${apiId}/${stageName}`,
  });
};

/** A host name of the operator, and the certificate for it (in us-east-1). */
export interface Domain {
  readonly name: string;
  readonly certificate: ICertificate;
}

interface OneOriginProps {
  readonly site: IBucket;
  /** The origin for uploads and downloads by signed URLs. */
  readonly uploadOrigin: string;
  readonly httpApi: ApiOfOrigin;
  readonly socketApi: ApiOfOrigin;
  /** The address of an emulator, which is the origin of its APIs; null on AWS. */
  readonly endpoint: string | null;
  /**
   * The secret that proves to the API that CloudFront forwarded a request, so that the API can trust
   * `x-viewer-ip`.
   */
  readonly originSecret: string;
  /** The site's own host name; otherwise CloudFront assigns one. */
  readonly domain: Domain | undefined;
  /** The AWS WAF rules of the stage, if any. */
  readonly webAclArn: string | undefined;
}

/** One HTTPS origin for the site, `/api/*` and `/ws`: the site needs no CORS and can use a cookie. */
export class OneOrigin extends Distribution {
  constructor(scope: Construct, id: string, props: OneOriginProps) {
    const viewer = atViewerRequest(scope, `${id}ApiRequest`, 'api-request.js');
    const name = nameInAccount(scope);
    const originAccessControl = new S3OriginAccessControl(scope, `${id}Access`, {
      originAccessControlName: name,
    });
    const api = (of: ApiOfOrigin): BehaviorOptions => ({
      origin: apiOrigin(scope, of, props),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // API Gateway selects the API by Host, so the viewer's Host must not be forwarded.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      functionAssociations: [viewer],
      // CloudFront compresses only responses that it may cache: functions compress their responses (ADR 22).
      compress: false,
    });
    super(scope, id, {
      comment: 'Parley: site, /api and /ws',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      ...(props.domain && {
        domainNames: [props.domain.name],
        certificate: props.domain.certificate,
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      ...(props.webAclArn !== undefined && { webAclId: props.webAclArn }),
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(props.site, {
          originAccessControl,
          // With the right to list, S3 answers 404 for a missing file, otherwise 403. No request can list the
          // bucket: `/` becomes index.html, and queries are not forwarded.
          originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: new SecurityHeaders(scope, `${id}Headers`, {
          name,
          uploadOrigin: props.uploadOrigin,
        }),
        functionAssociations: [atViewerRequest(scope, `${id}SiteRequest`, 'site-request.js')],
      },
      additionalBehaviors: {
        '/api/*': {
          ...api(props.httpApi),
          responseHeadersPolicy: new ApiHeaders(scope, `${id}ApiHeaders`, { name: `${name}-api` }),
        },
        '/ws': api(props.socketApi),
      },
      // By default CloudFront caches origin errors for 10 s, for all viewers, even with caching disabled.
      errorResponses: cachedErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });
    acknowledge(this, props);
  }
}

/** CloudFront names are unique per account across regions, and a stage may be in several regions. */
const nameInAccount = (scope: Construct): string => {
  const { stackName, region } = Stack.of(scope);
  return `${stackName}-${region}`;
};

const acknowledge = (
  distribution: Distribution,
  { domain, webAclArn, endpoint }: Pick<OneOriginProps, 'domain' | 'webAclArn' | 'endpoint'>,
): void => {
  const validations = Validations.of(distribution);
  validations.acknowledge(
    {
      id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
      reason:
        'A path of `/` is rewritten before it reaches the bucket; there is a root object too.',
    },
    { id: 'AwsSolutions-CFR1', reason: 'A messenger for people anywhere: no country is shut out.' },
    {
      id: 'AwsSolutions-CFR3',
      reason:
        'Logs would hold the query of the WebSocket handshake, and with it tickets and tokens. The APIs write access logs without queries.',
    },
  );
  if (isWithoutTls({ endpoint })) {
    const reason = 'The APIs of an emulator on the same machine, which has no TLS.';
    validations.acknowledge({ id: 'AwsSolutions-CFR5', reason });
  }
  if (webAclArn === undefined) {
    validations.acknowledge({
      id: 'AwsSolutions-CFR2',
      reason:
        'WAF costs $8 a month when idle (the setting `waf`); throttles and sign-in limits are there without it.',
    });
  }
  if (!domain) {
    validations.acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'The default certificate of cloudfront.net allows no newer minimum; viewers negotiate TLS 1.3.',
    });
  }
};
