import type { Client, TestUser } from '../client.ts';
import { type Deviation, softAuthenticator } from './authenticator.ts';

type Owner = Pick<TestUser, 'token' | 'password'>;

/** Adds passkeys and signs in with them, as a browser does. */
export const makePasskeyClient = (
  client: Pick<Client, 'call' | 'url'>,
  kind: { readonly algorithm?: -7 | -8; readonly isSynced?: boolean } = {},
) => {
  const device = softAuthenticator({ origin: new URL(client.url).origin, ...kind });

  const start = (user: Owner) =>
    client.call('POST', '/auth/passkeys/setup', {
      token: user.token,
      json: { password: user.password },
    });

  const add = async (user: Owner, name = 'Phone', other: Deviation = {}) => {
    const { body } = await start(user);
    return client.call('POST', '/auth/passkeys', {
      token: user.token,
      json: { name, credential: device.create(body, other) },
    });
  };

  const options = async () => (await client.call('POST', '/auth/passkeys/options')).body;

  const signIn = async (other: Deviation = {}) =>
    client.call('POST', '/auth/passkeys/token', { json: device.get(await options(), other) });

  const remove = (user: Owner, id: string, password = user.password) =>
    client.call('POST', `/auth/passkeys/${id}/removal`, { token: user.token, json: { password } });

  return { device, start, add, options, signIn, remove };
};
