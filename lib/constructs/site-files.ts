import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { acknowledgeWildcards } from './acknowledge.ts';

interface SiteFilesProps {
  readonly config: StageConfig;
  readonly folder: string;
  readonly site: IBucket;
  readonly distribution: IDistribution;
}

/**
 * The built site in its bucket. Files under `assets/` have a hash in their names and are cached forever;
 * older versions stay for pages that are still open, until `deploy` deletes them 30 days after their replacement. All other files are revalidated on each request.
 */
export class SiteFiles extends Construct {
  constructor(scope: Construct, id: string, props: SiteFilesProps) {
    super(scope, id);
    const { config, folder, site, distribution } = props;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: config.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = deployerRole(this, site);
    logGroup.grantWrite(role);
    const shared = { destinationBucket: site, logGroup, role, memoryLimit: 512, prune: false };
    const assets = new BucketDeployment(this, 'Assets', {
      ...shared,
      sources: [Source.asset(folder, { exclude: ['*', '!assets', '!assets/**'] })],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const pages = new BucketDeployment(this, 'Pages', {
      ...shared,
      sources: [Source.asset(folder, { exclude: ['assets', '.vite'] })],
      cacheControl: [CacheControl.noCache()],
      distribution,
      distributionPaths: ['/*'],
    });
    // Pages are uploaded after the assets that they reference.
    pages.node.addDependency(assets);
    Validations.of(Stack.of(this)).acknowledge({
      id: 'AwsSolutions-L1',
      reason:
        "The only function of this stack is the CDK's own, on the runtime that the CDK ships it for.",
    });
  }
}

/** The role of the CDK function that copies files during a deploy; the CDK adds its rights. */
const deployerRole = (scope: Construct, site: IBucket): Role => {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: 'Copies the built site to its bucket',
  });
  const { partition, account, region } = Stack.of(scope);
  acknowledgeWildcards(
    role,
    'The CDK grants them to its own copying function: the site and asset buckets, and invalidations.',
    {
      actions: ['s3:GetBucket*', 's3:GetObject*', 's3:List*', 's3:Abort*', 's3:DeleteObject*'],
      resources: [
        site.arnForObjects('*'),
        `arn:${partition}:s3:::cdk-hnb659fds-assets-${account}-${region}/*`,
        '*',
      ],
    },
  );
  return role;
};
