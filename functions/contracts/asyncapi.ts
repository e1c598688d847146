import type { AsyncApiDocument, Reference } from './asyncapi/document.ts';
import { actionMessages, eventMessages } from './asyncapi/messages.ts';
import { description, socketDescription } from './asyncapi/words.ts';
import { limits } from './limits.ts';
import type { JsonSchema } from './openapi/document.ts';
import { publish } from './openapi/publish.ts';
import { SchemaCollector } from './openapi/schemas.ts';
import { Handshake } from './realtime.ts';
import { version } from './version.ts';

const to = (...path: string[]): Reference => ({ $ref: `#/${path.join('/')}` });
const inChannel = (key: string): Reference => to('channels', 'socket', 'messages', key);

/** Exactly one of the two. Zod states this as a refinement, which JSON Schema export drops. */
const handshakeQuery = (schemas: SchemaCollector): JsonSchema => ({
  ...publish(schemas.sent(Handshake)),
  oneOf: [{ required: ['ticket'] }, { required: ['token'] }],
});

const securitySchemes = {
  ticket: {
    type: 'httpApiKey',
    in: 'query',
    name: 'ticket',
    description: `Of \`POST /api/realtime/ticket\`: valid once, for ${limits.ticketSeconds} seconds, so that no token reaches a log.`,
  },
  token: {
    type: 'httpApiKey',
    in: 'query',
    name: 'token',
    description: 'An access token, for simple clients.',
  },
};

/** The AsyncAPI 3.0 document of the WebSocket API, from the server's point of view. Deterministic. */
export const asyncApiDocument = (): AsyncApiDocument => {
  const schemas = new SchemaCollector('open');
  const events = eventMessages(schemas);
  const actions = actionMessages(schemas);
  const messages = { ...events, ...actions };
  const security = Object.keys(securitySchemes).map((name) =>
    to('components', 'securitySchemes', name),
  );
  const channel = to('channels', 'socket');
  return {
    asyncapi: '3.0.0',
    info: { title: 'Parley realtime', version, description, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    servers: {
      local: {
        host: 'localhost:3000',
        protocol: 'ws',
        description: 'One process, as `npm start` runs it.',
        security,
      },
      deployed: {
        host: '{host}',
        protocol: 'wss',
        description: 'Where the site is: one origin for all.',
        security,
        variables: { host: { description: 'Host of the site.' } },
      },
    },
    channels: {
      socket: {
        address: '/ws',
        title: 'The socket',
        description: socketDescription,
        messages: Object.fromEntries(
          Object.keys(messages).map((key) => [key, to('components', 'messages', key)]),
        ),
        bindings: {
          ws: { method: 'GET', query: handshakeQuery(schemas), bindingVersion: '0.1.0' },
        },
      },
    },
    operations: {
      tell: {
        action: 'send',
        summary: 'Sends events.',
        channel,
        messages: Object.keys(events)
          .filter((key) => key !== 'pong')
          .map(inChannel),
      },
      ping: {
        action: 'receive',
        summary: 'Answers a ping.',
        channel,
        messages: [inChannel('ping')],
        reply: { channel, messages: [inChannel('pong')] },
      },
      typing: {
        action: 'receive',
        summary: 'Forwards typing indicators to the peer.',
        channel,
        messages: [inChannel('typing')],
      },
    },
    components: {
      messages,
      schemas: Object.fromEntries(
        [...schemas.components].map(([id, schema]) => [id, publish(schema)]),
      ),
      securitySchemes,
    },
  };
};
