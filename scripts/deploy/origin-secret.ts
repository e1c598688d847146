import { randomBytes } from 'node:crypto';
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { originSecretName } from '../../lib/origin-secret.ts';

const isNamed = (error: unknown, name: string): boolean => Object(error).name === name;

/**
 * Creates the secret between CloudFront and the API on the first deploy; it does not change
 * afterwards.
 */
export const ensureOriginSecret = async (stage: string): Promise<void> => {
  try {
    await new SSMClient({}).send(
      new PutParameterCommand({
        Name: originSecretName(stage),
        Description: 'Proof of CloudFront to the API of Parley',
        // CloudFront cannot read a SecureString; whoever can read parameters here can also read
        // CloudFront's configuration.
        Type: 'String',
        Value: randomBytes(32).toString('base64url'),
      }),
    );
  } catch (error) {
    if (!isNamed(error, 'ParameterAlreadyExists')) throw error;
  }
};

export const removeOriginSecret = async (stage: string): Promise<void> => {
  try {
    await new SSMClient({}).send(new DeleteParameterCommand({ Name: originSecretName(stage) }));
  } catch (error) {
    if (!isNamed(error, 'ParameterNotFound')) throw error;
  }
};
