import { randomUUID } from 'node:crypto';
import { samples } from '#contracts/samples.ts';
import { inScene, type Provocations } from './provocation.ts';

const unknownUser = (method: string, path: (id: string) => string) => ({
  user_not_found: inScene(({ as, ada }) => as(ada)(method, path(randomUUID()))),
});

export const peopleProvocations = {
  'update-me': {
    username_taken: inScene(({ as, ada, bob }) =>
      as(ada)('PATCH', '/users/me', { username: bob.username }),
    ),
  },
  'get-photo': {
    photo_not_found: inScene(({ client, ada }) =>
      client.call('GET', `/users/${ada.id}/photo/${samples.photo}`),
    ),
  },
  'get-user': unknownUser('GET', (id) => `/users/${id}`),
  'block-user': unknownUser('PUT', (id) => `/users/${id}/block`),
} satisfies Partial<Provocations>;
