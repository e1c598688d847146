import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { WebPushSender } from '#core/ports/web-push.ts';
import { clock } from '../system.ts';
import { originsOf, webPushSender as senderOf } from '../web-push/sender.ts';
import { type VapidKeys, vapidKeysOf } from '../web-push/vapid.ts';

export interface WebPushEnv {
  readonly WEB_PUSH_CONTACT: string;
  readonly WEB_PUSH_SERVICES: string;
  readonly WEB_PUSH_PUBLIC_KEY?: string | undefined;
  /** The SecureString with the private key; only functions that send have the right to read it. */
  readonly WEB_PUSH_KEY_PARAMETER?: string | undefined;
}

const loadKeys = async (Name: string | undefined): Promise<VapidKeys> => {
  const command = new GetParameterCommand({ Name, WithDecryption: true });
  const { Parameter } = await new SSMClient({}).send(command);
  return vapidKeysOf(Parameter?.Value ?? '');
};

/** Sends notifications with the key pair that `npm run deploy` made. */
export const webPushSender = (env: WebPushEnv): WebPushSender =>
  senderOf({
    contact: env.WEB_PUSH_CONTACT === 'none' ? null : env.WEB_PUSH_CONTACT,
    origins: originsOf(env.WEB_PUSH_SERVICES),
    loadKeys: () => loadKeys(env.WEB_PUSH_KEY_PARAMETER),
    ...(env.WEB_PUSH_PUBLIC_KEY !== undefined && { publicKey: env.WEB_PUSH_PUBLIC_KEY }),
    clock,
  });
