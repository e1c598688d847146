import { png } from '../../../test/support/files.ts';
import { type Check, Finding, holds, same, until } from '../check.ts';
import type { Context } from '../context.ts';
import { newName, type Person } from '../people.ts';
import { operatorCheck } from './operators.ts';
import { requestCheck } from './request.ts';

const remedy =
  'A 500 is most often a missing right on a key prefix: the log of the function names action and key (lib/table-rights.ts).';

const isFound = async (
  { call }: Context,
  by: Person,
  query: string,
  id: string,
): Promise<boolean> => {
  const { status, body } = await call('GET', `/users/search?q=${encodeURIComponent(query)}`, {
    token: by.token,
  });
  same('status of a search', status, 200);
  return body.items.some((one: { id: string }) => one.id === id);
};

export const peopleChecks: readonly Check[] = [
  {
    id: 'people.search',
    title: 'users are found by the start and a part of their name, and by id',
    assumes:
      'Queries of GRAM# and PRE# partitions are allowed (dynamodb:LeadingKeys), and find a new user within seconds.',
    remedy,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const { username, id } = bob;
      const queries = [username, username.slice(2, 9), username.slice(-5).toUpperCase(), id];
      for (const query of queries) {
        const found = await until(() => isFound(context, ada, query, id), {
          withinMs: context.waitMs,
        });
        holds(found, `"${query}" does not find ${username}`);
      }
      return `${queries.length} searches`;
    },
  },
  {
    id: 'people.rename',
    title: 'a rename moves the claim of the name and the search entries',
    assumes:
      'The transaction over NAME#, LOOKS#, GRAM#, PRE# and USER# keys is allowed by its rights.',
    remedy,
    needs: ['new accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const person = await context.people.register();
      const [before, username] = [person.username, newName()];
      const renamed = await context.call('PATCH', '/users/me', {
        token: person.token,
        json: { username },
      });
      same('status and name', [renamed.status, renamed.body.username], [200, username]);
      person.username = username;
      const found = await until(() => isFound(context, ada, username, person.id), {
        withinMs: context.waitMs,
      });
      holds(found, 'the new name is not found');
      const stale = await until(async () => !(await isFound(context, ada, before, person.id)), {
        withinMs: context.waitMs,
      });
      holds(stale, 'the old name is still found');
      same('a sign-in by the new name', (await context.people.signIn(person)).status, 200);
      same(
        'a sign-in by the old name',
        (await context.people.signIn({ ...person, username: before })).status,
        401,
      );
      return 'found and signed in by the new name alone';
    },
  },
  {
    id: 'people.block',
    title: 'a block refuses messages, and unblocking allows them again',
    assumes:
      'The two writes of a block are one transaction; the checks of a send read it consistently.',
    remedy,
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { bob, eve } = await people.shared();
      const send = async () => {
        const json = { text: 'Hello from npm run verify.', receiver_id: bob.id };
        return (await call('POST', '/messages', { token: eve.token, json })).status;
      };
      const path = `/users/${eve.id}/block`;
      // Otherwise her texts are a message request, of which ten are accepted.
      const answer = { text: 'Hello back from npm run verify.', receiver_id: eve.id };
      await call('POST', '/messages', { token: bob.token, json: answer });
      const seen = [
        (await call('PUT', path, { token: bob.token })).status,
        await send(),
        (await call('GET', '/users/me/blocks', { token: bob.token })).status,
        (await call('DELETE', path, { token: bob.token })).status,
        await send(),
      ];
      same('block, send, list, unblock, send', seen, [204, 403, 200, 204, 201]);
      return '204, 403, 200, 204, 201';
    },
  },
  {
    id: 'people.profile',
    title: 'profile, storage, sessions, events, export and lists are readable',
    assumes: 'The functions that only read have their rights.',
    remedy,
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada, bob } = await people.shared();
      const paths = [
        '/users/me',
        '/users/me/storage',
        '/users/me/export',
        '/users/me/blocks',
        `/users/${bob.id}`,
        '/auth/sessions',
        '/auth/events',
        '/conversations',
      ];
      for (const path of paths) {
        same(`status of ${path}`, (await call('GET', path, { token: ada.token })).status, 200);
      }
      return `${paths.length} lists and profiles`;
    },
  },
  {
    id: 'people.photo',
    title: 'a photo arrives as it was set, for good, and is gone with its removal',
    assumes:
      'Binary answers of functions (base64) arrive as bytes, with their cache-control, and CloudFront does not store them.',
    remedy:
      'Check the answer of the function get-photo: API Gateway decodes isBase64Encoded; the cache policy of /api/* must not cache it.',
    needs: ['new accounts'],
    run: async ({ call, people, target }) => {
      const owner = await people.register();
      const bytes = png(64, 64);
      const photo = Buffer.from(bytes).toString('base64');
      const set = await call('PATCH', '/users/me', { token: owner.token, json: { photo } });
      same('status of the change', set.status, 200);
      const path = String(set.body.photo);
      const shown = await fetch(target.url + path);
      const seen = Buffer.from(await shown.arrayBuffer());
      holds(seen.equals(bytes), `${seen.length} bytes arrived, ${bytes.length} were sent`);
      same('type', shown.headers.get('content-type'), 'image/png');
      const caching = shown.headers.get('cache-control') ?? '';
      holds(/private.*immutable/.test(caching), `cache-control ${caching}`);
      await call('GET', path.replace(/^\/api/, ''), {});
      await call('PATCH', '/users/me', { token: owner.token, json: { photo: null } });
      same('status after its removal', (await fetch(target.url + path)).status, 404);
      return `${seen.length} bytes, ${caching}, then 404`;
    },
  },
  {
    id: 'people.invitation',
    title: 'an invitation opens a conversation once, and a revoked one does nothing',
    assumes:
      'The writes of INVITE# items are allowed by their rights; a code is taken in one conditional write.',
    remedy,
    needs: ['new accounts'],
    run: async ({ call, people }) => {
      const [inviter, friend] = [await people.register(), await people.register()];
      const invite = () => call('POST', '/invitations', { token: inviter.token });
      const accept = (code: string) =>
        call('POST', '/invitations/accept', { token: friend.token, json: { code } });
      const [used, revoked] = [await invite(), await invite()];
      const { status: listed } = await call('GET', '/invitations', { token: inviter.token });
      if (used.body.code === 'invitations_closed') {
        same('status of the list', listed, 200);
        throw new Finding('skipped', 'the operator lets no user invite');
      }
      const { status: ended } = await call('DELETE', `/invitations/${revoked.body.id}`, {
        token: inviter.token,
      });
      same('invite, list, revoke', [used.status, listed, ended], [201, 200, 204]);
      const accepted = await accept(used.body.code);
      same('status of the acceptance', accepted.status, 200);
      same('the peer of the conversation', accepted.body.conversation?.peer.id, inviter.id);
      const again = await accept(revoked.body.code);
      same('a revoked one', [again.status, again.body.code], [403, 'invalid_invite']);
      return 'accepted, and 403 for the revoked one';
    },
  },
  requestCheck,
  operatorCheck,
];
