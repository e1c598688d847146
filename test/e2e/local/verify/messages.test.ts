import { mailboxChecks } from '#scripts/verify/checks/mailbox.ts';
import { messageChecks } from '#scripts/verify/checks/messages.ts';
import {
  dropping,
  failing,
  instead,
  onAnswer,
  onFrame,
  onJson,
  timeless,
} from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';

const sabotaged = sabotagedHere();

const conversation = '/api/conversations/[^/]+';

const messageBreaks: readonly Break[] = [
  [
    'messages.send',
    'a repeat makes a second message',
    onAnswer(new RegExp(`^POST ${conversation}/messages`), (given) => {
      if (given.status === 200) given.status = 201;
    }),
  ],
  [
    ['messages.send', 'messages.delete', 'messages.marks'],
    'one message cannot be read',
    instead(/^GET \/api\/messages\/[^/]+$/, failing),
  ],
  [
    ['messages.live'],
    'events have no sequence',
    onFrame('message:new', (frame) => {
      delete frame.seq;
    }),
  ],
  [
    'messages.concurrent',
    'one of some sends at once is refused',
    (() => {
      let running = 0;
      const isSend = (line: string) => new RegExp(`^POST ${conversation}/messages`).test(line);
      return {
        ask: ({ method, path }) => {
          if (!isSend(`${method} ${path}`)) return undefined;
          if (running > 2) return { ...failing, status: 503 };
          running += 1;
          return undefined;
        },
        answer: (_given, { method, path }) => {
          if (isSend(`${method} ${path}`)) running -= 1;
        },
      };
    })(),
  ],
  [
    'messages.resync',
    'the log misses its last entry',
    onJson(/\/log\?after/, (body) => {
      body.entries.pop();
    }),
  ],
  ['messages.disappearing', 'a message has no time at which it disappears', timeless],
  [
    'messages.history',
    'the cursor is not read',
    {
      ask: (asked) => {
        asked.path = asked.path.replace(/&cursor=.*/, '');
        return undefined;
      },
    },
  ],
  [
    ['messages.edit', 'messages.reaction'],
    'edits and reactions are not emitted',
    dropping('message:update'),
  ],
  [
    'messages.edit',
    'the other person may edit',
    onAnswer(/^PATCH /, (given) => {
      if (given.status === 403) given.status = 200;
    }),
  ],
  [
    'messages.reaction',
    'the event lacks the reaction',
    onFrame('message:update', (frame) => {
      frame.payload.reactions = [];
    }),
  ],
  ['messages.delete', 'deletions are not emitted', dropping('message:delete')],
  [
    'messages.delete',
    'a deleted text is still shown',
    onJson(/^GET \/api\/messages\/[^/]+$/, (body) => {
      body.content ??= 'still here';
    }),
  ],
  ['messages.receipts', 'read marks are not emitted', dropping('message:read')],
  ['messages.settings', 'settings are not emitted', dropping('conversation:settings')],
  [
    'messages.settings',
    'pinned ones are not first',
    onJson(/^GET \/api\/conversations\?view=main/, (body) => {
      body.items = [];
    }),
  ],
  ['messages.marks', 'marks are not stored', instead(/^PATCH .*\/marks/, failing)],
  ['messages.typing', 'typing is not emitted', dropping('presence:typing')],
  [
    'messages.presence',
    'nobody is ever online',
    onJson(new RegExp(`^GET ${conversation}$`), (body) => {
      body.peer.online = false;
    }),
  ],
  [
    'messages.presence',
    'the end of a socket is never noticed',
    onJson(new RegExp(`^GET ${conversation}$`), (body) => {
      body.peer.online = true;
    }),
  ],
];

const mailboxBreaks: readonly Break[] = [
  ['mailbox.inbox', 'the index may not be read', instead(/^GET \/api\/messages\/inbox/, failing)],
  [
    'mailbox.inbox',
    'the filter is not read',
    {
      ask: (asked) => {
        asked.path = asked.path.replace(/&unread_only=false/, '');
        return undefined;
      },
    },
  ],
  ['mailbox.outbox', 'the index may not be read', instead(/^GET \/api\/messages\/outbox/, failing)],
  ['mailbox.search', 'the history may not be read', instead(/^GET \/api\/search/, failing)],
  [
    'mailbox.search',
    'accents are not folded',
    onJson(/^GET \/api\/search\?q=a%20/, (body) => {
      body.items = [];
    }),
  ],
  ['mailbox.accounts', 'the sign-in fails', instead(/^POST \/api\/users\/login/, failing)],
  [
    'mailbox.register',
    'the registration fails',
    {
      answer: (given, { path }) => {
        if (path === '/api/users/register' && given.status === 201) given.status = 500;
      },
    },
  ],
];

provesChecks('messages', messageChecks, messageBreaks, sabotaged);
provesChecks('mailbox', mailboxChecks, mailboxBreaks, sabotaged);
