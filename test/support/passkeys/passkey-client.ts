import type { Client, TestUser } from '../client.ts';
import { type Deviation, softAuthenticator } from './authenticator.ts';

type Owner = Pick<TestUser, 'token' | 'password'>;

/** Adds passkeys and signs in with them, as a browser does. */
export const makePasskeyClient = (
  client: Pick<Client, 'call' | 'url'>,
  kind: { readonly algorithm?: -7 | -8; readonly isSynced?: boolean } = {},
) => {
  const device = softAuthenticator({ origin: new URL(client.url).origin, ...kind });

  const options = async () => (await client.call('POST', '/auth/passkeys/options')).body;

  const prove = async (user: Owner, other: Deviation = {}) =>
    client.call('POST', '/auth/factor/proof', {
      token: user.token,
      json: { passkey: device.get(await options(), other) },
    });

  /** Uses a passkey where the server asks for one. */
  const proven = async (
    user: Owner,
    path: string,
    password = user.password,
  ): ReturnType<Client['call']> => {
    const ask = () => client.call('POST', path, { token: user.token, json: { password } });
    const answer = await ask();
    if (answer.body?.code !== 'code_required' || !device.isUsed()) return answer;
    await prove(user);
    return ask();
  };

  const start = (user: Owner) => proven(user, '/auth/passkeys/setup');

  const add = async (user: Owner, name = 'Phone', other: Deviation = {}) => {
    const { body } = await start(user);
    return client.call('POST', '/auth/passkeys', {
      token: user.token,
      json: { name, credential: device.create(body, other) },
    });
  };

  const signIn = async (other: Deviation = {}) =>
    client.call('POST', '/auth/passkeys/token', { json: device.get(await options(), other) });

  const remove = (user: Owner, id: string, password = user.password) =>
    proven(user, `/auth/passkeys/${id}/removal`, password);

  return { device, start, add, options, signIn, prove, remove };
};
