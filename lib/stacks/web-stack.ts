import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StackProps } from 'aws-cdk-lib';
import { Annotations, CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { isWithoutTls, type StageConfig } from '../config.ts';
import { acknowledgeNoTls } from '../constructs/acknowledge.ts';
import { DomainRecords } from '../constructs/domain-records.ts';
import type { HttpGateway } from '../constructs/http-gateway.ts';
import { type Domain, OneOrigin } from '../constructs/one-origin.ts';
import { SiteFiles } from '../constructs/site-files.ts';
import { type SocketApi, socketStageName } from '../constructs/socket-api.ts';
import { originSecretNames } from '../origin-secret.ts';
import type { EdgeStack } from './edge-stack.ts';

interface WebStackProps extends StackProps {
  readonly config: StageConfig;
  readonly gateway: HttpGateway;
  readonly sockets: SocketApi;
  readonly uploads: Bucket;
  /** The resources in us-east-1, if a setting needs them. */
  readonly edge: EdgeStack | undefined;
}

/** The site and the single HTTPS origin. */
export class WebStack extends Stack {
  readonly siteUrl: string;

  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const { config } = props;
    const site = this.siteBucket(config);
    const distribution = new OneOrigin(this, 'Origin', {
      site,
      // An emulator has no host name per bucket.
      uploadOrigin: config.endpoint ?? `https://${props.uploads.bucketRegionalDomainName}`,
      httpApi: { apiId: props.gateway.api.apiId, stageName: '$default' },
      socketApi: { apiId: props.sockets.api.apiId, stageName: socketStageName },
      endpoint: config.endpoint,
      domain: this.domainOf(props),
      webAclArn: props.edge?.firewall?.attrArn,
      originSecret: StringParameter.valueForStringParameter(
        this,
        originSecretNames(config.stage).sent,
      ),
    });
    const folder = resolve(config.siteFolder);
    if (config.endpoint !== null) {
      // The CDK copies files by a Python function with the AWS command line, which an emulator may not run:
      // there `deploy` copies them itself.
    } else if (existsSync(folder)) {
      new SiteFiles(this, 'Files', { config, folder, site, distribution });
    } else {
      Annotations.of(this).addWarningV2('parley:no-site', `${config.siteFolder} is not built`);
    }
    const { domainName, hostedZone } = config;
    if (domainName !== undefined && hostedZone) {
      new DomainRecords(this, 'Records', { domainName, hostedZone, distribution });
    }
    const host = domainName ?? distribution.distributionDomainName;
    this.siteUrl = `https://${host}`;
    new CfnOutput(this, 'SiteUrl', { value: this.siteUrl });
    // The deploy asks once before it turns on something with a monthly price.
    new CfnOutput(this, 'Waf', { value: config.waf ? 'on' : 'off' });
    if (domainName !== undefined) {
      // The target of the DNS record, for a zone that is not in Route 53.
      new CfnOutput(this, 'SiteTarget', { value: distribution.distributionDomainName });
    }
  }

  /** The site's own host name and its certificate: a given one, or that of the edge stack. */
  private domainOf({ config, edge }: WebStackProps): Domain | undefined {
    const { domainName: name, certificateArn } = config;
    if (name === undefined) return undefined;
    const certificate =
      certificateArn === undefined
        ? edge?.certificate
        : Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    if (!certificate) throw new Error('a domain needs a certificate');
    return { name, certificate };
  }

  private siteBucket(config: StageConfig): IBucket {
    const site = new Bucket(this, 'Site', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: !isWithoutTls(config),
      // Built files, which the next deploy rebuilds.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(site).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Public files of the site, read by CloudFront only.',
    });
    if (isWithoutTls(config)) acknowledgeNoTls(site);
    // Cast, since the construct's optional fields do not satisfy exactOptionalPropertyTypes.
    return site as IBucket;
  }
}
