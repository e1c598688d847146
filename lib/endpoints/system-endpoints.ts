import { httpEnv } from '../../functions/runtime/env.ts';
import { nothing } from '../constructs/binding.ts';
import { endpoint, sizes } from './endpoint.ts';

export const systemEndpoints = {
  'get-health': endpoint({
    env: httpEnv['get-health'],
    ...sizes.small,
    throttle: 'public',
    backend: ({ table }) => table.uses('HealthProbe.check'),
  }),
  'get-openapi': endpoint({
    env: httpEnv['get-openapi'],
    ...sizes.small,
    throttle: 'public',
    backend: () => nothing,
  }),
  'issue-ticket': endpoint({
    env: httpEnv['issue-ticket'],
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'TicketStore.put'),
  }),
};

/** Handles requests outside the route table. */
export const defaultEndpoint = endpoint({
  env: httpEnv.default,
  ...sizes.small,
  backend: ({ settings }) => settings.cors,
});
