import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  HttpMethods,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { BucketOperation, BucketRight } from '../bucket-rights.ts';
import { bucketRights } from '../bucket-rights.ts';
import { isWithoutTls, type StageConfig } from '../config.ts';
import { acknowledgeNoTls, acknowledgeWildcards } from './acknowledge.ts';
import type { Binding } from './binding.ts';
import { removalOf } from './removal.ts';

/** The key prefixes that each action may touch; none for an action on the bucket. */
const prefixesByAction = (operations: readonly BucketOperation[]): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>();
  for (const operation of operations) {
    const right: BucketRight = bucketRights[operation];
    for (const [action, prefixes] of Object.entries(right)) {
      const all = found.get(action) ?? new Set();
      for (const prefix of prefixes) all.add(prefix);
      found.set(action, all);
    }
  }
  return found;
};

const tlsOnly = (config: StageConfig) =>
  isWithoutTls(config) ? {} : { enforceSSL: true, minimumTLSVersion: 1.2 };

const sweptPending = {
  id: 'sweep-pending',
  prefix: 'pending/',
  expiration: Duration.days(1),
  abortIncompleteMultipartUploadAfter: Duration.days(1),
};

/**
 * A protected stage keeps deleted objects for `recoveryDays`, as long as the table can be restored: a table
 * restored from before a deletion then refers to bytes that still exist. After that S3 deletes them for good
 * (ADR 21).
 */
const lifecycleOf = ({ protectData, recoveryDays }: StageConfig): LifecycleRule[] =>
  protectData
    ? [
        { ...sweptPending, noncurrentVersionExpiration: Duration.days(1) },
        {
          id: 'forget-deleted',
          prefix: 'att/',
          noncurrentVersionExpiration: Duration.days(recoveryDays),
          expiredObjectDeleteMarker: true,
        },
      ]
    : [sweptPending];

/**
 * Attachments: `pending/` receives presigned uploads, deleted after a day; `att/` has the checked bytes.
 * Private, encrypted, TLS only; browsers upload and read by signed URLs.
 */
export class UploadBucket extends Bucket {
  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      ...tlsOnly(config),
      removalPolicy: removalOf(config),
      versioned: config.protectData,
      lifecycleRules: lifecycleOf(config),
      cors: [
        {
          // The signature is the permission, no cookie counts. The site's address is not known yet when the
          // bucket is created.
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedHeaders: ['*'],
          maxAge: 3_600,
        },
      ],
    });
    if (isWithoutTls(config)) acknowledgeNoTls(this);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Every object is written and read by a URL that a logged function signed; a second log bucket would cost and hold signed URLs.',
    });
  }

  /** The bucket's name, and only the actions and keys that these operations need. */
  uses(...operations: readonly BucketOperation[]): Binding<{ UPLOAD_BUCKET_NAME: string }> {
    return {
      environment: { UPLOAD_BUCKET_NAME: this.bucketName },
      grantTo: (role) => {
        for (const [action, found] of prefixesByAction(operations)) {
          const prefixes = [...found].sort();
          const objects = prefixes.map((prefix) => this.arnForObjects(`${prefix}*`));
          const resources = objects.length > 0 ? objects : [this.bucketArn];
          const statement = new PolicyStatement({ actions: [`s3:${action}`], resources });
          role.addToPrincipalPolicy(statement);
          const arn = this.arnSeenFrom(role);
          acknowledgeWildcards(role, 'A key ends in the random id of an attachment.', {
            resources: prefixes.map((prefix) => `${arn}/${prefix}*`),
          });
        }
      },
    };
  }

  /** The ARN as the role's stack refers to it; another stack imports it. */
  private arnSeenFrom(role: Role): string {
    const stack = Stack.of(this);
    return Stack.of(role) === stack ? this.bucketArn : stack.exportValue(this.bucketArn);
  }
}
