import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { messageKey } from '#contracts/asyncapi/messages.ts';
import { asyncApiDocument } from '#contracts/asyncapi.ts';
import { Handshake, Ping, ServerEvent, socketRoutes, Typing } from '#contracts/realtime.ts';
import { closeCodes, frameErrors } from '#contracts/socket/socket-codes.ts';
import {
  brokenReferences,
  makeDocumentChecker,
  makePayloadChecker,
} from '../support/documents/asyncapi-checker.ts';

const document = asyncApiDocument();
const checkDocument = makeDocumentChecker();
const checkPayload = makePayloadChecker(document);
const { messages } = document.components;
const { socket } = document.channels;
const eventTypes = ServerEvent.options.map((option) => option.shape.type.value);
const actions = { ping: Ping, typing: Typing };

describe('the document', () => {
  test('is valid by the schema of AsyncAPI 3.0', () => {
    expect(checkDocument(document)).toEqual([]);
  });

  test.each([
    ['an operation without a channel', { operations: { tell: { action: 'send' } } }],
    ['an action that there is not', { operations: { x: { action: 'shout', channel: {} } } }],
    ['a field that there is not', { info: { ...document.info, owner: 'me' } }],
    ['no version', { asyncapi: undefined }],
  ])('would not be valid with %s', (_what, broken) => {
    expect(checkDocument({ ...document, ...broken })).not.toEqual([]);
  });

  test('has no dangling reference', () => {
    expect(brokenReferences(document)).toEqual([]);
    expect(brokenReferences({ ...document, components: {} })).not.toEqual([]);
  });

  test('equals the one in docs/, and is the same on each run', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;

    expect(JSON.stringify(asyncApiDocument(), null, 2)).toBe(text.trim());
    expect(
      readFileSync('docs/asyncapi.json', 'utf8') === text,
      'run npm run generate -- asyncapi',
    ).toBe(true);
  });

  test('has every event and every action, each in one operation of its sender', () => {
    const { tell, ping, typing } = document.operations;
    const emitted = [...(tell?.messages ?? []), ...(ping?.reply?.messages ?? [])];
    const received = [...(ping?.messages ?? []), ...(typing?.messages ?? [])];
    const inChannel = (name: string) => ({
      $ref: `#/channels/socket/messages/${messageKey(name)}`,
    });
    const routeKeys = Object.keys(socketRoutes).filter((key) => !key.startsWith('$'));

    expect(Object.values(messages).map(({ name }) => name)).toEqual([...eventTypes, ...routeKeys]);
    expect(Object.keys(socket.messages)).toEqual(Object.keys(messages));
    expect(emitted).toEqual(expect.arrayContaining(eventTypes.map(inChannel)));
    expect(emitted).toHaveLength(eventTypes.length);
    expect(received).toEqual(routeKeys.map(inChannel));
  });

  test('explains every close code and shows every error code', () => {
    const shown = messages['error']?.examples.map(({ name }) => name);
    const explained = Object.values(closeCodes).filter((code) =>
      socket.description.includes(`\n- ${code}: `),
    );

    expect(explained).toEqual(Object.values(closeCodes));
    expect(shown).toEqual(expect.arrayContaining([...Object.keys(frameErrors), '4401', '4403']));
  });
});

describe.each(eventTypes)('%s', (type) => {
  const key = messageKey(type);
  const examples = messages[key]?.examples ?? [];

  test('has examples that contract and document accept', () => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { name, payload } of examples) {
      const parsed = ServerEvent.safeParse(payload);
      expect(parsed.error, name).toBeUndefined();
      // All of its fields are known to the contract, which drops unknown ones.
      expect(parsed.data, name).toEqual(payload);
      expect(checkPayload(key, payload), name).toEqual([]);
    }
  });

  test('is no other event, and needs its payload', () => {
    for (const { payload } of examples) {
      expect(checkPayload(key, { ...payload, type: 'other' })).not.toEqual([]);
      expect(checkPayload(key, { ...payload, payload: undefined })).not.toEqual([]);
    }
  });
});

test.each(Object.entries(actions))(
  'the examples of %s are accepted by the contract',
  (action, schema) => {
    const examples = messages[action]?.examples ?? [];

    expect(examples.length).toBeGreaterThan(0);
    for (const { payload } of examples) {
      expect(schema.parse(payload)).toEqual(payload);
      expect(checkPayload(action, payload)).toEqual([]);
    }
    expect(checkPayload(action, {})).not.toEqual([]);
  },
);

test('the handshake accepts a ticket or a token, like its contract', () => {
  const { query } = socket.bindings.ws;

  expect(Object.keys(query.properties ?? {})).toEqual(['ticket', 'token', 'conversation_id']);
  expect(query.oneOf).toEqual([{ required: ['ticket'] }, { required: ['token'] }]);
  for (const given of [{}, { ticket: 'a', token: 'b' }, { conversation_id: 'c' }]) {
    expect(Handshake.safeParse(given).success).toBe(false);
  }
  for (const given of [{ ticket: 'a' }, { token: 'b', conversation_id: 'c' }]) {
    expect(Handshake.safeParse(given).success).toBe(true);
  }
});
