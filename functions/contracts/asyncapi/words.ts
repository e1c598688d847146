import { limits } from '../limits.ts';
import { closeCodes } from '../socket/socket-codes.ts';

const { socket } = limits;

export const description = `Live events of Parley: one socket per client, for all conversations of its user. Messages are sent over HTTP, see the OpenAPI document at \`/api/openapi.json\`.

The document describes the server: it sends events and receives actions. Each event may arrive twice, late or not at all: the log and the conversation are the truth. A client that holds sequence N and gets N+2 asks \`GET /api/conversations/{id}/log?after=N\`, and it drops a message whose \`rev\` is not newer than the one it holds. \`docs/realtime.md\` has the rules for clients.

Events may have more fields, and there may be more events, in later versions: ignore what you do not know.`;

const closes: Readonly<Record<keyof typeof closeCodes, string>> = {
  goingAway: `idle for ${socket.idleSeconds / 60} minutes, open for ${socket.maxAgeSeconds / 3_600} hours, or the server is shutting down: connect again`,
  unsupportedData: 'a binary frame',
  policyViolation: `more than ${socket.framesPerSecond} frames a second for too long; the gateway of AWS may drop frames instead`,
  messageTooBig: `a frame over ${socket.frameBytes / 1024} KB`,
  unauthenticated:
    'the tokens of the user were revoked, or the registration of the socket has expired: connect again with a new ticket',
  forbidden: `the oldest of more than ${socket.perUser} sockets of a user: do not reconnect at once`,
};
const closeList = Object.entries(closeCodes).map(
  ([name, code]) => `- ${code}: ${closes[name as keyof typeof closeCodes]}`,
);

export const socketDescription = `**Handshake.** \`ticket\` or \`token\`, never both. An invalid, used or revoked one, or a deactivated account: HTTP 401. Not a member of \`conversation_id\`: HTTP 403.

**Frames** are text, one JSON object each, at most ${socket.frameBytes / 1024} KB in both directions. Send a ping right after the socket opened and then at least every ${socket.pingSeconds / 60} minutes. The server answers a frame without a known action with an \`error\` event; the socket stays open.

**Close codes**; before 4401 and 4403 the server sends an \`error\` event with the same code, since some gateways cannot set the close code:

${closeList.join('\n')}`;
