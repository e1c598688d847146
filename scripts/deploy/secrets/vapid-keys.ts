import {
  DeleteParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { newVapidPem, vapidKeysOf } from '../../../functions/adapters/web-push/vapid.ts';
import { vapidParameters } from '../../../lib/vapid-parameters.ts';

/**
 * Creates the key pair that identifies a stage to push services, on its first deploy with notifications.
 * Later deploys keep it, because the subscriptions of all devices depend on it.
 */
export const ensureVapidKeys = async (
  stage: string,
  client: Pick<SSMClient, 'send'> = new SSMClient({}),
): Promise<void> => {
  const names = vapidParameters(stage);
  const read = new GetParametersCommand({ Names: Object.values(names), WithDecryption: true });
  const { Parameters = [] } = await client.send(read);
  const storedAt = (name: string) => Parameters.find(({ Name }) => Name === name)?.Value;
  const stored = storedAt(names.private);
  const pem = stored ?? newVapidPem();
  const { publicKey } = vapidKeysOf(pem);
  if (stored === undefined) {
    await client.send(
      new PutParameterCommand({
        Name: names.private,
        Description: 'Signs notifications of Parley (VAPID private key)',
        Type: 'SecureString',
        Value: pem,
      }),
    );
  }
  if (storedAt(names.public) !== publicKey) {
    await client.send(
      new PutParameterCommand({
        Name: names.public,
        Description: 'What browsers subscribe with (VAPID public key)',
        Type: 'String',
        Value: publicKey,
        Overwrite: true,
      }),
    );
  }
};

/** Removes the keys with their stage. */
export const removeVapidKeys = async (
  stage: string,
  client: Pick<SSMClient, 'send'> = new SSMClient({}),
): Promise<void> => {
  await client.send(new DeleteParametersCommand({ Names: Object.values(vapidParameters(stage)) }));
};
