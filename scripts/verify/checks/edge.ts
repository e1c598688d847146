import { refusalOf } from '../../../test/support/socket.ts';
import { type Check, holds, same, show } from '../check.ts';
import type { Context } from '../context.ts';

/** An address of a network for documentation (RFC 5737). */
const forgedAddress = '203.0.113.77';
const forged = {
  'x-viewer-ip': forgedAddress,
  'x-forwarded-for': forgedAddress,
  'cloudfront-viewer-address': `${forgedAddress}:443`,
  'x-origin-secret': 'guessed-guessed-guessed-guessed',
};

const web = ({ target }: Context) => ({
  'x-parley-client': 'web',
  origin: new URL(target.url).origin,
});

export const edgeChecks: readonly Check[] = [
  {
    id: 'edge.cookie-mode',
    title: 'the site signs in with an HttpOnly cookie',
    assumes:
      'Set-Cookie and Cookie pass CloudFront and the gateway; the function gets the host that the browser requested.',
    remedy:
      "403 forbidden_origin: x-viewer-host does not reach the function with the origin secret (lib/edge/api-request.js). No cookie: the behaviour's origin request policy.",
    needs: ['request-cookies', 'accounts'],
    run: async (context) => {
      const { call, people } = context;
      const { username, password } = (await people.shared()).eve;
      const signedIn = await call('POST', '/auth/token', {
        json: { username, password },
        headers: web(context),
      });
      same('status of the sign-in', [signedIn.status, signedIn.body.code], [200, undefined]);
      same('refresh token in the body', signedIn.body.refresh_token, undefined);
      const cookie =
        signedIn.headers.getSetCookie().find((one) => one.includes('parley_refresh=')) ?? '';
      const shown = cookie.replace(/=[^;]*/, '=…');
      holds(/; HttpOnly/i.test(cookie) && /; SameSite=Strict/i.test(cookie), `cookie ${shown}`);
      const isHttps = context.target.url.startsWith('https:');
      if (isHttps) holds(/^__Host-/.test(cookie) && /; Secure/i.test(cookie), `cookie ${shown}`);
      const headers = { ...web(context), cookie: cookie.split(';')[0] ?? '' };
      const refreshed = await call('POST', '/auth/refresh', { headers });
      same(
        'status of a refresh by cookie',
        [refreshed.status, refreshed.body.code],
        [200, undefined],
      );
      const left = refreshed.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .find((one) => one?.includes('parley_refresh='));
      const out = await call('POST', '/auth/logout', {
        headers: { ...web(context), cookie: left ?? '' },
      });
      same('status of the sign-out by cookie', out.status, 204);
      return shown;
    },
  },
  {
    id: 'edge.foreign-origin',
    title: 'another site cannot sign in from a browser',
    assumes: 'Origin and Sec-Fetch-Site reach the function, which refuses other sites.',
    remedy: 'The origin request policy must forward all headers of the viewer but Host.',
    run: async (context) => {
      const json = { username: 'nobody', password: 'Nothing-1' };
      const foreign = { origin: 'https://stranger.example' };
      const byOrigin = await context.call('POST', '/auth/token', { json, headers: foreign });
      same(
        'answer to a foreign Origin',
        [byOrigin.status, byOrigin.body.code],
        [403, 'forbidden_origin'],
      );
      return '403 forbidden_origin';
    },
  },
  {
    id: 'edge.viewer-address',
    title: "the viewer's address cannot be forged",
    assumes:
      'The edge overwrites x-viewer-ip and x-origin-secret, so that limits per address use the real one.',
    remedy:
      'Otherwise every limit per address can be bypassed: check lib/edge/api-request.js and the custom header of the origin.',
    needs: ['accounts'],
    run: async ({ call, people, target }) => {
      const { username, password } = (await people.shared()).eve;
      const signedIn = await call('POST', '/auth/token', {
        json: { username, password },
        headers: forged,
      });
      same('status of the sign-in', signedIn.status, 200);
      const token: string = signedIn.body.access_token;
      const { body } = await call('GET', '/auth/sessions', { token });
      const address = body.items.find(({ current }: { current: boolean }) => current)?.address;
      holds(!address?.startsWith('203.0.113.'), `the session has the forged address ${address}`);
      if (!target.lacks.has('aws')) holds(address, 'the session has no address');
      await call('POST', '/auth/logout', { token });
      return `the session shows ${address || 'no address'}`;
    },
  },
  {
    id: 'edge.origin-secret-http',
    title: "the HTTP API's own address refuses calls",
    assumes:
      'Without the secret that CloudFront adds, each function answers 403, so that CloudFront cannot be bypassed.',
    remedy:
      'Check ORIGIN_SECRET in the environment of the functions, and the parameter of the secret; after a change deploy api, realtime and web.',
    needs: ['stage', 'cloudfront', 'accounts'],
    run: async ({ call, get, people, stage }) => {
      const { ada } = await people.shared();
      const api = stage.outputs['ApiUrl'] ?? '';
      const authorization = `Bearer ${ada.token}`;
      const answers = [
        await get(`${api}/api/health`),
        await get(`${api}/api/health`, { headers: forged }),
        await get(`${api}/api/users/me`, { headers: { authorization } }),
        await get(`${api}/api/openapi.json`),
      ];
      same(
        'statuses',
        answers.map(({ status }) => status),
        [403, 403, 403, 403],
      );
      same('status at the site', (await call('GET', '/health')).status, 200);
      return '403 without the secret and with a guessed one';
    },
  },
  {
    id: 'edge.origin-secret-socket',
    title: "the WebSocket API's own address refuses handshakes",
    assumes: '$connect sees the header that CloudFront adds, and refuses handshakes without it.',
    remedy: 'As for the HTTP API. The event of $connect preserves the case of header names.',
    needs: ['stage', 'cloudfront', 'accounts'],
    run: async ({ people, stage, target }) => {
      const { ada } = await people.shared();
      const query = `?token=${ada.token}`;
      const direct = await refusalOf(`${stage.outputs['SocketUrl']}${query}`);
      holds(direct !== null, 'a direct handshake was accepted');
      same('a handshake at the site', await refusalOf(`${target.socketUrl}${query}`), null);
      return `refused with ${direct}`;
    },
  },
  {
    id: 'edge.query-and-bytes',
    title: 'queries and Unicode pass unchanged',
    assumes: 'CloudFront and the gateway decode and encode queries and bodies once.',
    remedy:
      'Check the origin request policy (all query strings) and the event of the function in the log.',
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada, conversationId } = await people.shared();
      const content = `1 + 1 = 2 % & "ö" \\ 日本 🎈 ${'é'.normalize('NFD')}`;
      const sent = await call('POST', `/conversations/${conversationId}/messages`, {
        token: ada.token,
        json: { content },
      });
      same('status of the send', sent.status, 201);
      same('the text', sent.body.text, content);
      const found = await call('GET', `/users/search?q=${encodeURIComponent('no+one & 100%')}`, {
        token: ada.token,
      });
      same('a search for odd characters', [found.status, found.body.total], [200, 0]);
      return show(content);
    },
  },
];
