import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ttlAttribute } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { resourcesOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const dev = synthesise('dev').template('data');
const prod = synthesise('prod').template('data');
const only = (template: typeof dev, type: string) => {
  const found = Object.values(resourcesOf(template, type));
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the table', () => {
  it('has the keys and expiry that the adapter uses, and the indexes of earlier versions', () => {
    const keys = (prefix: string) => [
      { AttributeName: `${prefix}PK`, KeyType: 'HASH' },
      { AttributeName: `${prefix}SK`, KeyType: 'RANGE' },
    ];

    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: keys(''),
      GlobalSecondaryIndexes: ['GSI1', 'GSI2'].map((IndexName) => ({
        IndexName,
        KeySchema: keys(IndexName),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
      TimeToLiveSpecification: { AttributeName: ttlAttribute, Enabled: true },
    });
  });

  it('costs nothing while idle and has a stream of changes', () => {
    dev.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      ProvisionedThroughput: Match.absent(),
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  it('is protected in prod and deleted with the stack in dev', () => {
    const [kept, thrown] = [only(prod, 'AWS::DynamoDB::Table'), only(dev, 'AWS::DynamoDB::Table')];

    expect(kept?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(kept?.Properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: true,
        RecoveryPeriodInDays: 14,
      },
    });
    expect(thrown?.DeletionPolicy).toBe('Delete');
    expect(thrown?.Properties).toMatchObject({ DeletionProtectionEnabled: false });
  });
});

describe('the upload bucket', () => {
  it('is private and encrypted', () => {
    dev.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  it('refuses requests without TLS', () => {
    dev.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('expires only incomplete uploads', () => {
    const { Rules } = Object(only(dev, 'AWS::S3::Bucket')?.Properties['LifecycleConfiguration']);

    expect(Rules).toEqual([
      expect.objectContaining({
        Prefix: 'pending/',
        Status: 'Enabled',
        ExpirationInDays: 1,
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      }),
    ]);
  });

  it('is kept in prod', () => {
    expect(only(prod, 'AWS::S3::Bucket')?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(only(dev, 'AWS::S3::Bucket')?.DeletionPolicy).toBe('Delete');
  });

  it('keeps deleted bytes in prod as long as the table can be restored, and then no longer', () => {
    const asked = synthesise('prod', { recoveryDays: 3 }).template('data');
    const { VersioningConfiguration, LifecycleConfiguration } = Object(
      only(asked, 'AWS::S3::Bucket')?.Properties,
    );

    expect(VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(LifecycleConfiguration.Rules).toEqual([
      expect.objectContaining({
        Prefix: 'pending/',
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      }),
      expect.objectContaining({
        Prefix: 'att/',
        Status: 'Enabled',
        NoncurrentVersionExpiration: { NoncurrentDays: 3 },
        ExpiredObjectDeleteMarker: true,
      }),
    ]);
    expect(only(asked, 'AWS::DynamoDB::Table')?.Properties).toMatchObject({
      PointInTimeRecoverySpecification: { RecoveryPeriodInDays: 3 },
    });
    expect(only(dev, 'AWS::S3::Bucket')?.Properties['VersioningConfiguration']).toBeUndefined();
  });
});
