import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StackProps } from 'aws-cdk-lib';
import { Annotations, CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { HttpGateway } from '../constructs/http-gateway.ts';
import { OneOrigin } from '../constructs/one-origin.ts';
import { SiteFiles } from '../constructs/site-files.ts';
import type { SocketApi } from '../constructs/socket-api.ts';
import { originSecretNames } from '../origin-secret.ts';

interface WebStackProps extends StackProps {
  readonly config: StageConfig;
  readonly gateway: HttpGateway;
  readonly sockets: SocketApi;
  readonly uploads: Bucket;
}

/** The site and the single HTTPS origin. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, props: WebStackProps) {
    super(scope, id, props);
    const { config } = props;
    const site = this.siteBucket();
    const distribution = new OneOrigin(this, 'Origin', {
      site,
      uploadOrigin: `https://${props.uploads.bucketRegionalDomainName}`,
      httpApiId: props.gateway.api.apiId,
      socketApiId: props.sockets.api.apiId,
      originSecret: StringParameter.valueForStringParameter(
        this,
        originSecretNames(config.stage).sent,
      ),
    });
    const folder = resolve(config.siteFolder);
    if (existsSync(folder)) {
      new SiteFiles(this, 'Files', { config, folder, site, distribution });
    } else {
      Annotations.of(this).addWarningV2('parley:no-site', `${config.siteFolder} is not built`);
    }
    new CfnOutput(this, 'SiteUrl', { value: `https://${distribution.distributionDomainName}` });
  }

  private siteBucket(): IBucket {
    const site = new Bucket(this, 'Site', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Built files, which the next deploy rebuilds.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(site).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Public files of the site, read by CloudFront only.',
    });
    // Cast, since the construct's optional fields do not satisfy exactOptionalPropertyTypes.
    return site as IBucket;
  }
}
