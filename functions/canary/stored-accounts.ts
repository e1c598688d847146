import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type CanaryAccounts, parseAccounts } from './accounts.ts';

/**
 * The accounts of a stage in Systems Manager, encrypted with the AWS-managed key of the AWS account; null if
 * there are none. The function and `npm run canary -- --stage` use the same two.
 */
export const readStoredAccounts = async (
  Name: string,
  client = new SSMClient({}),
): Promise<CanaryAccounts | null> => {
  try {
    const { Parameter } = await client.send(
      new GetParameterCommand({ Name, WithDecryption: true }),
    );
    return parseAccounts(Parameter?.Value ?? '');
  } catch (error) {
    if (Object(error).name === 'ParameterNotFound') return null;
    throw error;
  }
};

export const storeAccounts = async (
  Name: string,
  accounts: CanaryAccounts,
  client = new SSMClient({}),
): Promise<void> => {
  await client.send(
    new PutParameterCommand({
      Name,
      Description: 'The two accounts of the canary of Parley',
      Type: 'SecureString',
      Value: JSON.stringify(accounts),
      Overwrite: true,
    }),
  );
};
