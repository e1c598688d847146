import { env as getMeEnv } from '../../functions/http/get-me/env.ts';
import { env as searchUsersEnv } from '../../functions/http/search-users/env.ts';
import { endpoint, sizes } from './endpoint.ts';

export const userEndpoints = {
  'get-me': endpoint({
    env: getMeEnv,
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get'),
  }),
  'search-users': endpoint({
    env: searchUsersEnv,
    ...sizes.medium,
    backend: ({ table }) => table.uses('UserStore.get', 'UserStore.search'),
  }),
};
