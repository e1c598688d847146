import { randomBytes } from 'node:crypto';
import {
  DeleteParametersCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { originSecretNames } from '../../../lib/origin-secret.ts';
import { UserError } from '../../command.ts';

/** The secrets of a stage; they differ only while one is being replaced. */
export interface OriginSecrets {
  /** The secret that CloudFront sends. */
  readonly sent: string;
  /** The other secret that functions accept. */
  readonly accepted: string;
}

/** Where the secrets of a stage are stored. */
export interface SecretStore {
  /** Null for a secret that is not stored. */
  read(): Promise<{ [K in keyof OriginSecrets]: string | null }>;
  write(which: keyof OriginSecrets, value: string): Promise<void>;
}

/** Parameters of Systems Manager. */
export const secretStore = (stage: string, client = new SSMClient({})): SecretStore => {
  const names = originSecretNames(stage);
  return {
    read: async () => {
      const { Parameters = [] } = await client.send(
        new GetParametersCommand({ Names: Object.values(names) }),
      );
      const storedAt = (name: string) =>
        Parameters.find(({ Name }) => Name === name)?.Value ?? null;
      return { sent: storedAt(names.sent), accepted: storedAt(names.accepted) };
    },
    write: async (which, value) => {
      await client.send(
        new PutParameterCommand({
          Name: names[which],
          Description: 'Proof of CloudFront to the API of Parley',
          // CloudFront cannot read a SecureString; whoever can read parameters here can also read
          // CloudFront's configuration.
          Type: 'String',
          Value: value,
          Overwrite: true,
        }),
      );
    },
  };
};

const newSecret = (): string => randomBytes(32).toString('base64url');

/** Creates the secrets on the first deploy; later deploys keep them. */
export const ensureOriginSecrets = async (store: SecretStore): Promise<void> => {
  const { sent, accepted } = await store.read();
  const secret = sent ?? accepted ?? newSecret();
  if (sent === null) await store.write('sent', secret);
  if (accepted === null) await store.write('accepted', secret);
};

const secretsOf = async (store: SecretStore): Promise<OriginSecrets> => {
  const { sent, accepted } = await store.read();
  if (sent !== null && accepted !== null) return { sent, accepted };
  throw new UserError('the stage has no origin secrets yet: deploy it first');
};

/** The deploys of a rotation. */
export interface RotationSteps {
  /** Deploys functions, which then accept both stored secrets. */
  readonly deployFunctions: () => Promise<void>;
  /** Deploys CloudFront, which then sends the stored secret `sent`. */
  readonly deployEdge: () => Promise<void>;
}

/**
 * Replaces the secret without an outage: functions always accept what CloudFront sends, also if the rotation
 * is interrupted. Completes an interrupted rotation first.
 */
export const rotateOriginSecret = async (
  store: SecretStore,
  { deployFunctions, deployEdge }: RotationSteps,
  create: () => string = newSecret,
): Promise<void> => {
  /** CloudFront sends one of the two and functions accept both; afterwards there is only one. */
  const settle = async (): Promise<void> => {
    await deployEdge();
    await store.write('accepted', (await secretsOf(store)).sent);
    await deployFunctions();
  };
  const before = await secretsOf(store);
  if (before.sent !== before.accepted) {
    await deployFunctions();
    await settle();
  }
  const { sent: old } = await secretsOf(store);
  const next = create();
  await store.write('accepted', next);
  await deployFunctions();
  // Order matters: after the first write both are the old secret, which CloudFront still sends.
  await store.write('accepted', old);
  await store.write('sent', next);
  await settle();
};

/** Removes the secrets with their stage. */
export const removeOriginSecrets = async (stage: string): Promise<void> => {
  await new SSMClient({}).send(
    new DeleteParametersCommand({ Names: Object.values(originSecretNames(stage)) }),
  );
};
