import { socketChecks } from '#scripts/verify/checks/sockets.ts';
import { dropping, onFrame } from '../../../support/verify/breaks.ts';
import { type Break, provesChecks, sabotagedHere } from '../../../support/verify/sabotaged.ts';

const sabotaged = sabotagedHere();

const text = (data: Buffer): string => String(data);

const socketBreaks: readonly Break[] = [
  [
    'sockets.connect',
    'handshakes with an Origin are refused',
    { handshake: (_path, { origin }) => (origin ? 403 : undefined) },
  ],
  [
    'sockets.ticket-once',
    'a ticket is good for ever',
    {
      // The second handshake uses a token instead, which is not spent.
      handshake: (() => {
        const used = new Set<string>();
        return (path: string) => {
          const ticket = new URL(path, 'http://x').searchParams.get('ticket');
          if (ticket === null || ticket === 'nothing') return undefined;
          if (used.has(ticket)) return `/ws?token=${anyToken()}`;
          used.add(ticket);
          return undefined;
        };
      })(),
    },
  ],
  [
    'sockets.refused',
    'every refusal is 403',
    {
      handshake: (path) =>
        /\?|token/.test(path) && !/nothing|a\.b\.c/.test(path) ? undefined : 403,
    },
  ],
  [
    ['sockets.unknown-frames', 'sockets.frame-size', 'sockets.reserved-actions'],
    'errors do not arrive',
    dropping('error'),
  ],
  [
    'sockets.unknown-frames',
    'a list is taken for an action',
    { sent: (data) => (text(data) === '[]' ? Buffer.from('{"action":"ping"}') : data) },
  ],
  [
    'sockets.reserved-actions',
    'a route key is called',
    { sent: (data) => (text(data).includes('$connect') ? Buffer.from('{"action":"ping"}') : data) },
  ],
  [
    'sockets.frame-size',
    'frames over 16 KB close the socket',
    { sent: (data) => (data.length > 16_384 && data.length <= 32_768 ? 1009 : data) },
  ],
  [
    'sockets.frame-limit',
    'a larger frame is dropped',
    { sent: (data) => (data.length > 32_768 ? null : data) },
  ],
  [
    'sockets.binary',
    'a binary frame is dropped',
    { sent: (data, isBinary) => (isBinary ? null : data) },
  ],
  [
    'sockets.large-event',
    'a long event is cut',
    onFrame('message:new', ({ payload }) => {
      payload.content = payload.content.slice(0, 4_000);
    }),
  ],
  [
    'sockets.one-conversation',
    'the query loses its second part',
    { handshake: (path) => (path.includes('ticket=') ? path.replace(/&.*/, '') : undefined) },
  ],
];
const anyToken = (): string => sabotaged().people.all()[0]?.token ?? '';

provesChecks('sockets', socketChecks, socketBreaks, sabotaged);
