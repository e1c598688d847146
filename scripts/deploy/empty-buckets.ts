import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { UserError } from '../command.ts';

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

/** Deletes all versions of all objects: CloudFormation deletes only empty buckets. Returns how many. */
export const emptyBucket = async (Bucket: string): Promise<number> => {
  const client = new S3Client({});
  let count = 0;
  for (;;) {
    // Always the first page: its objects are deleted before the next request.
    const page = await client.send(new ListObjectVersionsCommand({ Bucket }));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (found.length === 0) return count;
    const Objects = found.map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    const [refused] = Errors;
    if (refused) throw new UserError(`${Bucket}: ${refused.Key} stays: ${refused.Message}`);
    count += found.length;
  }
};
