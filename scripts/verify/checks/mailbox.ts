import { randomUUID } from 'node:crypto';
import { type Check, holds, same } from '../check.ts';
import { newName, newPassword } from '../people.ts';

const remedy =
  'A 500 is most often a missing right on the table: the log of the function names it (lib/table-rights.ts).';

export const mailboxChecks: readonly Check[] = [
  {
    id: 'mailbox.inbox',
    title: 'inbox: all, unread and read, in both orders',
    assumes:
      'The queries of the conversations are allowed, and return new messages within seconds.',
    remedy,
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada, bob } = await people.shared();
      const texts = [randomUUID(), randomUUID()];
      const sent = [];
      for (const text of texts) {
        sent.push(
          await call('POST', '/messages', {
            token: ada.token,
            json: { text, receiver_id: bob.id },
          }),
        );
      }
      same(
        'statuses of the sends',
        sent.map(({ status }) => status),
        [201, 201],
      );
      const read = await call('POST', `/messages/${sent[0]?.body.id}/read`, { token: bob.token });
      same('status of the read', [read.status, read.body.is_read], [200, true]);
      const latest = async (query: string): Promise<string[]> => {
        const { status, body } = await call('GET', `/messages/inbox?size=2&${query}`, {
          token: bob.token,
        });
        same(`status of ?${query}`, status, 200);
        return body.items.map(({ text }: { text: string }) => text);
      };
      // These reads are eventually consistent.
      let seen: string[][] = [];
      for (let tries = 0; tries < 5; tries++) {
        seen = [
          await latest('order=desc'),
          (await latest('order=desc&unread_only=true')).slice(0, 1),
          (await latest('order=desc&unread_only=false')).slice(0, 1),
        ];
        if (seen[0]?.[0] === texts[1] && seen[2]?.[0] === texts[0]) break;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      same('latest, latest unread, latest read', seen, [
        texts.toReversed(),
        [texts[1]],
        [texts[0]],
      ]);
      return 'two messages in three lists';
    },
  },
  {
    id: 'mailbox.outbox',
    title: 'outbox',
    assumes: 'As above.',
    remedy,
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada, bob } = await people.shared();
      const text = randomUUID();
      const sent = await call('POST', '/messages', {
        token: ada.token,
        json: { text, receiver_id: bob.id },
      });
      same('status of the send', sent.status, 201);
      let found: unknown;
      for (let tries = 0; tries < 5 && found !== text; tries++) {
        if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 500));
        const { status, body } = await call('GET', '/messages/outbox?order=desc&size=1', {
          token: ada.token,
        });
        same('status', status, 200);
        found = body.items[0]?.text;
      }
      same('the latest', found, text);
      return 'the latest message is first';
    },
  },
  {
    id: 'mailbox.accounts',
    title: 'the sign-in of mailbox clients: a token without a refresh token',
    assumes: 'The functions register-user and login-user have their rights.',
    remedy,
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { username, password } = (await people.shared()).eve;
      const { status, body } = await call('POST', '/users/login', { json: { username, password } });
      same('status of a sign-in', status, 200);
      holds(body.access_token && !body.refresh_token, 'the answer has a refresh token');
      const taken = await call('POST', '/users/register', {
        json: { username, password: newPassword() },
      });
      // If registration is closed, the response says nothing about names.
      holds([409, 403].includes(taken.status), `a taken name answered ${taken.status}`);
      await call('POST', '/auth/logout', { token: body.access_token });
      return `200; a taken name ${taken.status} ${taken.body.code}`;
    },
  },
  {
    id: 'mailbox.register',
    title: 'the registration of mailbox clients',
    assumes: 'As above; the account is an ordinary one.',
    remedy,
    needs: ['new accounts'],
    run: async ({ people }) => {
      const person = await people.register({ username: newName() }, '/users/register');
      holds(person.token, 'no access token');
      return '201';
    },
  },
  {
    id: 'mailbox.search',
    title: 'search in messages',
    assumes: 'The queries of all conversations are allowed, and end within a second.',
    remedy,
    needs: ['accounts'],
    run: async ({ call, people }) => {
      const { ada, bob } = await people.shared();
      const word = randomUUID();
      const text = `Ä ${word}`;
      const json = { text, receiver_id: bob.id };
      same(
        'status of the send',
        (await call('POST', '/messages', { token: ada.token, json })).status,
        201,
      );
      let seen: string[] = [];
      // The reads are eventually consistent.
      for (let tries = 0; tries < 5 && seen.length === 0; tries++) {
        if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 500));
        const { status, body } = await call('GET', `/search?q=a%20${word}`, { token: bob.token });
        same('status of the search', status, 200);
        seen = body.items.map(({ excerpt }: { excerpt: string }) => excerpt);
      }
      same('excerpts', seen, [text]);
      return 'a message found by its words, without its accent';
    },
  },
];
