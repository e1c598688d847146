import { limits } from '#contracts/limits.ts';
import { type Check, holds, same } from '../check.ts';

export const limitChecks: readonly Check[] = [
  {
    id: 'limits.body',
    title: 'a body over the limit of its route is 413',
    assumes:
      'Bodies of up to 10 MB reach the function, which refuses those above the limit of its route.',
    remedy: 'A 403 or 400 without a code comes from the edge: a WAF may refuse large bodies.',
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada, bob } = await people.shared();
      const json = { text: 'x'.repeat(1024 * 1024), receiver_id: bob.id };
      const { status, body } = await call('POST', '/messages', { token: ada.token, json });
      same('status and code', [status, body.code], [413, 'payload_too_large']);
      return '413 payload_too_large for 1 MB';
    },
  },
  {
    id: 'limits.gateway-body',
    title: 'a body over 10 MB is 413 of the gateway',
    assumes: 'API Gateway answers 413 {message: Request Entity Too Large}, and the answer arrives.',
    remedy: 'Clients use the status: if it differs, add it to docs/api.md.',
    needs: ['body-limit', 'accounts'],
    run: async ({ call, people }) => {
      const { ada } = await people.shared();
      const body = 'x'.repeat(limits.body.gatewayBytes + 1);
      const raw = { type: 'application/json', body };
      const answer = await call('POST', '/messages', { token: ada.token, raw });
      same('status', answer.status, 413);
      same('the answer', answer.body, { message: 'Request Entity Too Large' });
      return '413';
    },
  },
  {
    id: 'limits.guesses',
    title: 'guesses at a password are 429 with Retry-After',
    assumes:
      'Counters per name and address work; the header Retry-After and the problem document reach the client.',
    remedy:
      'No 429: check whether the address of the viewer changes between calls (edge.viewer-address). Only 401: check the counters of the table.',
    needs: ['new accounts'],
    run: async ({ call, people }) => {
      const { username } = await people.register();
      const statuses: number[] = [];
      for (let n = 0; n <= limits.attempts.perNameAndAddress; n++) {
        const json = { username, password: `Wrong-Pass-${n}` };
        const { status, headers, body } = await call('POST', '/auth/token', { json });
        statuses.push(status);
        if (status !== 429) continue;
        same('code', body.code, 'too_many_attempts');
        holds(Number(headers.get('retry-after')) > 0, `Retry-After ${headers.get('retry-after')}`);
        holds(
          headers.get('content-type')?.includes('problem+json'),
          `type ${headers.get('content-type')}`,
        );
      }
      const expected = [...Array(limits.attempts.perNameAndAddress).fill(401), 429];
      same('statuses', statuses, expected);
      return `429 after ${limits.attempts.perNameAndAddress} guesses`;
    },
  },
  {
    id: 'limits.throttle',
    title: 'the throttle of a route is 429 of the gateway',
    assumes:
      'A burst beyond the throttle of public routes gets 429 {message: Too Many Requests} from API Gateway.',
    remedy:
      'No 429 in 300 calls: check the route settings of the stage. Many 503: the quota of concurrent functions is smaller than the throttle.',
    needs: ['aws'],
    run: async ({ call }) => {
      const answers = await Promise.all(Array.from({ length: 300 }, () => call('GET', '/health')));
      const counts = new Map<number, number>();
      for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
      const shown = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ');
      const refused = answers.find(({ status }) => status === 429);
      holds(refused, shown);
      same('the answer', refused.body, { message: 'Too Many Requests' });
      return shown;
    },
  },
];
