import { bucketBlobs } from '../../functions/adapters/aws/archive/bucket-blobs.ts';
import { tableSource } from '../../functions/adapters/aws/archive/table-source.ts';
import { tableTarget } from '../../functions/adapters/aws/archive/table-target.ts';
import { identityProvider } from '../../functions/adapters/aws/cognito/identity-provider.ts';
import { tableOf } from '../../functions/adapters/aws/dynamodb/table/table.ts';
import { s3Client } from '../../functions/adapters/aws/s3/client.ts';
import type { FactorRing } from '../../functions/adapters/factor-ring.ts';
import { clock, ids } from '../../functions/adapters/system.ts';
import type { ArchiveSource, ArchiveTarget } from '../../functions/core/ports/archive.ts';
import { type Outputs, outputsOf } from '../deploy/outputs-of.ts';
import { readFactorRing } from '../deploy/secrets/factor-keys.ts';
import { currentAccount } from '../deploy/target/account.ts';
import { chooseTarget } from '../deploy/target/target.ts';

/** The outputs of a deployed stage. @throws UserError without credentials, or if it is not deployed */
export const outputsOfStage = async (stage: string): Promise<Outputs> => {
  const target = chooseTarget(stage);
  await currentAccount(target);
  return outputsOf(target);
};

const bucketOf = ({ UploadBucketName = '' }: Outputs) =>
  bucketBlobs({ name: UploadBucketName, client: s3Client(), clock });

const envOf = ({ TableName = '', UserPoolId = '', UserPoolClientId = '' }: Outputs) => ({
  TABLE_NAME: TableName,
  USER_POOL_ID: UserPoolId,
  USER_POOL_CLIENT_ID: UserPoolClientId,
});

/** The keys for second factors, read once. */
export const ringOfStage = (stage: string): (() => Promise<FactorRing>) => {
  let ring: Promise<FactorRing> | undefined;
  return () => {
    ring ??= readFactorRing(stage);
    return ring;
  };
};

export const stageSource = (stage: string, outputs: Outputs): ArchiveSource =>
  tableSource(tableOf(envOf(outputs)), bucketOf(outputs), ringOfStage(stage));

export const stageTarget = (stage: string, outputs: Outputs): ArchiveTarget => {
  const env = envOf(outputs);
  const identities = identityProvider(env);
  const blobs = bucketOf(outputs);
  const factorRing = ringOfStage(stage);
  return tableTarget({ table: tableOf(env), blobs, identities, ids, factorRing });
};
