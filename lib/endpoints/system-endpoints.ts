import { env as defaultEnv } from '../../functions/http/default/env.ts';
import { env as getHealthEnv } from '../../functions/http/get-health/env.ts';
import { env as getOpenapiEnv } from '../../functions/http/get-openapi/env.ts';
import { env as issueTicketEnv } from '../../functions/http/issue-ticket/env.ts';
import { nothing } from '../constructs/binding.ts';
import { endpoint, sizes } from './endpoint.ts';

export const systemEndpoints = {
  'get-health': endpoint({
    env: getHealthEnv,
    ...sizes.small,
    throttle: 'public',
    backend: ({ table }) => table.uses('HealthProbe.check'),
  }),
  'get-openapi': endpoint({
    env: getOpenapiEnv,
    ...sizes.small,
    throttle: 'public',
    backend: () => nothing,
  }),
  'issue-ticket': endpoint({
    env: issueTicketEnv,
    ...sizes.small,
    backend: ({ table }) => table.uses('UserStore.get', 'TicketStore.put'),
  }),
};

/** Answers what the route table does not have. */
export const defaultEndpoint = endpoint({
  env: defaultEnv,
  ...sizes.small,
  backend: ({ settings }) => settings.cors,
});
