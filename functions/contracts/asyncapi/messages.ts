import type * as z from 'zod';
import { Conversation } from '../http/conversations.ts';
import { Message } from '../http/messages.ts';
import { limits } from '../limits.ts';
import { makeExamples } from '../openapi/examples.ts';
import { publish } from '../openapi/publish.ts';
import type { SchemaCollector } from '../openapi/schemas.ts';
import { Ping, ServerEvent, Typing } from '../realtime.ts';
import { samples } from '../samples.ts';
import type { AsyncMessage } from './document.ts';
import { eventNotes } from './event-notes.ts';

type Messages = Record<string, AsyncMessage>;

/** Component keys of AsyncAPI may not contain a colon. */
export const messageKey = (name: string): string => name.replaceAll(':', '-');

const examplesOf = (examples: Readonly<Record<string, object>>) =>
  Object.entries(examples).map(([name, payload]) => ({ name, payload }));

/** An example built from the examples of the fields, then parsed by the schema. */
const exampleOf = <T extends z.ZodType>(schema: T, schemas: SchemaCollector): z.output<T> => {
  const make = makeExamples((found) => schemas.resolve(found), 'answered');
  return schema.parse(make(schemas.answered(schema)));
};

export const eventMessages = (schemas: SchemaCollector): Messages => {
  const notes = eventNotes(exampleOf(Message, schemas), exampleOf(Conversation, schemas));
  const messages = ServerEvent.options.map((option): [string, AsyncMessage] => {
    const type = option.shape.type.value;
    const { summary, examples } = notes[type];
    const payload = publish(schemas.answered(option));
    const message = { name: type, title: type, summary, payload };
    return [messageKey(type), { ...message, examples: examplesOf(examples) }];
  });
  return Object.fromEntries(messages);
};

const actions = [
  {
    schema: Ping,
    summary:
      'The server answers with a pong. Send the first ping right after the socket has opened; its pong confirms the connection.',
    examples: { ping: { action: 'ping' } },
  },
  {
    schema: Typing,
    summary: `The user is typing or has stopped. Forwarded to the peer while they are online, never stored. Repeat a start every ${limits.typingRepeatSeconds} seconds.`,
    examples: {
      starts: { action: 'typing', conversation_id: samples.conversation, state: 'start' },
      stops: { action: 'typing', conversation_id: samples.conversation, state: 'stop' },
    },
  },
] as const;

export const actionMessages = (schemas: SchemaCollector): Messages =>
  Object.fromEntries(
    actions.map(({ schema, summary, examples }) => {
      const action = schema.shape.action.value;
      const payload = publish(schemas.sent(schema));
      const message = { name: action, title: action, summary, payload };
      return [messageKey(action), { ...message, examples: examplesOf(examples) }];
    }),
  );
