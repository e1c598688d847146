import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';

/** Names of the buckets in a stack; empty if the stack does not exist. */
export const bucketsOf = async (StackName: string): Promise<string[]> => {
  const names: string[] = [];
  try {
    const client = new CloudFormationClient({});
    for await (const page of paginateListStackResources({ client }, { StackName })) {
      for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
        if (ResourceType === 'AWS::S3::Bucket' && PhysicalResourceId)
          names.push(PhysicalResourceId);
      }
    }
  } catch (error) {
    if (Object(error).name !== 'ValidationError') throw error;
  }
  return names;
};

/** Deletes all objects (unversioned): CloudFormation deletes only empty buckets. */
export const emptyBucket = async (Bucket: string): Promise<number> => {
  const client = new S3Client({});
  let count = 0;
  for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
    const Objects = (page.Contents ?? []).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) continue;
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    count += Objects.length;
  }
  return count;
};
