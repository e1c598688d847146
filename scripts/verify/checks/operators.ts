import { randomUUID } from 'node:crypto';
import { type Check, same } from '../check.ts';

const calls: readonly (readonly [method: string, path: string, json?: object])[] = [
  ['GET', '/admin/overview'],
  ['GET', '/admin/people'],
  ['GET', `/admin/people/${randomUUID()}`],
  ['POST', `/admin/people/${randomUUID()}/actions`, { action: 'end_sessions' }],
  ['POST', '/admin/invitations'],
  ['DELETE', `/admin/invitations/${randomUUID()}`],
];

/** `npm run users -- operator NAME` makes a person an operator: this run does not. */
export const operatorCheck: Check = {
  id: 'people.operators',
  title: 'nobody but an operator gets anything of the admin page',
  assumes: 'Each function for operators starts, and reads the flag in the profile of the caller.',
  remedy:
    'A 500 is most often a missing right on the table or the user pool: the log of the function names it (lib/endpoints/admin-endpoints.ts). A 200 is a hole: check functions/core/shared/authenticate-operator.ts.',
  needs: ['accounts'],
  run: async ({ call, people }) => {
    const { ada } = await people.shared();
    for (const [method, path, json] of calls) {
      const answer = await call(method, path, { token: ada.token, ...(json && { json }) });
      same(`${method} ${path}`, [answer.status, answer.body?.code], [403, 'not_operator']);
    }
    return `403 from ${calls.length} routes`;
  },
};
