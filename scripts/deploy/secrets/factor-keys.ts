import {
  DeleteParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type FactorRing, newFactorKey, ringOf } from '../../../functions/adapters/factor-ring.ts';
import { factorParameter } from '../../../lib/factor-parameter.ts';
import { UserError } from '../../command.ts';

type Client = Pick<SSMClient, 'send'>;

const stored = async (stage: string, client: Client): Promise<string | undefined> => {
  const Names = [factorParameter(stage)];
  const { Parameters = [] } = await client.send(new GetParametersCommand({ Names }));
  return Parameters[0]?.Value;
};

/** Creates the key on the first deploy. Later deploys keep it: without it no authenticator app would be accepted. */
export const ensureFactorKeys = async (
  stage: string,
  client: Client = new SSMClient({}),
): Promise<void> => {
  if ((await stored(stage, client)) !== undefined) return;
  await client.send(
    new PutParameterCommand({
      Name: factorParameter(stage),
      Description: 'Encrypts the secrets of second factors of Parley',
      // As the origin secret: a function's environment cannot refer to a SecureString.
      Type: 'String',
      Value: newFactorKey(),
    }),
  );
};

/** @throws UserError if the stage has no keys yet */
export const readFactorRing = async (
  stage: string,
  client: Client = new SSMClient({}),
): Promise<FactorRing> => {
  const text = await stored(stage, client);
  if (text === undefined) throw new UserError('the stage has no factor keys yet: deploy it first');
  return ringOf(text);
};

/** Removes the keys with the data that they encrypt. */
export const removeFactorKeys = async (
  stage: string,
  client: Client = new SSMClient({}),
): Promise<void> => {
  await client.send(new DeleteParametersCommand({ Names: [factorParameter(stage)] }));
};
