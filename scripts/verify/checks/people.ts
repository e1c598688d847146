import { type Check, holds, same, until } from '../check.ts';
import type { Context } from '../context.ts';
import { newName, type Person } from '../people.ts';

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
];
