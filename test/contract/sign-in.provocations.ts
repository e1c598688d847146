import { limits } from '#contracts/limits.ts';
import { repeatUntil, someone, type World } from '../support/openapi/world.ts';
import { secondFactorRequired } from './factor.provocations.ts';
import { inNewScene, inScene, type Provocation, type Provocations } from './provocation.ts';

/** Cookie mode without an `Origin`. */
export const foreignOrigin =
  (path: string, json: object = someone()): Provocation =>
  async (world) =>
    (await world.client()).call('POST', path, { json, headers: { 'x-parley-client': 'web' } });

/** By a page of another site. */
const foreignPage =
  (path: string): Provocation =>
  async (world) =>
    (await world.client()).call('POST', path, {
      json: someone(),
      headers: { origin: 'https://other.example' },
    });

export const wrongPassword = 'Wrong-Pass-1';

const registering = (path: string) => ({
  username_taken: inScene(({ client, ada }) =>
    client.call('POST', path, { json: { ...someone(), username: ada.username } }),
  ),
  registration_closed: async (world: World) =>
    (await world.client('closed')).call('POST', path, { json: someone() }),
  invalid_invite: async (world: World) =>
    (await world.client('invite')).call('POST', path, { json: { ...someone(), invite: 'none' } }),
  too_many_attempts: async (world: World) => {
    const client = await world.client('invite', 'crowded');
    return repeatUntil(429, limits.registrations.perAddress + 1, () =>
      client.call('POST', path, { json: someone() }),
    );
  },
});

const signingIn = (path: string) => ({
  invalid_credentials: inScene(({ client, ada }) =>
    client.call('POST', path, { json: { username: ada.username, password: wrongPassword } }),
  ),
  too_many_attempts: inNewScene(({ client, ada }) =>
    repeatUntil(429, limits.attempts.perNameAndAddress + 1, () =>
      client.call('POST', path, { json: { username: ada.username, password: wrongPassword } }),
    ),
  ),
});

export const signInProvocations = {
  register: {
    ...registering('/auth/register'),
    forbidden_origin: foreignOrigin('/auth/register'),
  },
  'register-user': {
    ...registering('/users/register'),
    forbidden_origin: foreignPage('/users/register'),
  },
  'issue-token': {
    ...signingIn('/auth/token'),
    ...secondFactorRequired('/auth/token'),
    forbidden_origin: foreignOrigin('/auth/token'),
  },
  'login-user': {
    ...signingIn('/users/login'),
    ...secondFactorRequired('/users/login'),
    forbidden_origin: foreignPage('/users/login'),
  },
} satisfies Partial<Provocations>;
