import { describe, expect, it } from 'vitest';
import type { TypingFrame } from '#client/sync/typing.ts';
import { createTyping, typingTimes } from '#client/sync/typing.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import {
  aMessage,
  CONVERSATION,
  ME,
  myMessage,
  newMessage,
  PEER,
} from '#test/web/support/builders.ts';
import { createFakeTimers } from '#test/web/support/fake-timers.ts';

const typingEvent = (state: 'start' | 'stop', userId = PEER): ServerEvent => ({
  type: 'presence:typing',
  conversation_id: CONVERSATION,
  payload: { user_id: userId, state },
});

/** By default, the peer has written a moment ago. */
const setup = ({ hasWritten = true } = {}) => {
  let isPeerOnline = true;
  const clock = createFakeTimers();
  const sent: TypingFrame[] = [];
  const typing = createTyping({
    timers: clock.timers,
    now: clock.now,
    isPeerOnline: () => isPeerOnline,
    send: (frame) => sent.push(frame),
  });
  if (hasWritten) typing.receive(newMessage(aMessage(1), 2), ME);
  return {
    clock,
    typing,
    setPeerOnline: (isOnline: boolean) => {
      isPeerOnline = isOnline;
    },
    states: () => sent.map(({ state }) => state),
    receive: (event: ServerEvent) => typing.receive(event, ME),
    isShown: () => typing.store.getState().typing[CONVERSATION] === true,
  };
};

describe('the peer types', () => {
  it('until a stop event', () => {
    const { receive, isShown } = setup();

    receive(typingEvent('start'));
    expect(isShown()).toBe(true);
    receive(typingEvent('stop'));

    expect(isShown()).toBe(false);
  });

  it('until it expires, counted from the last event', async () => {
    const { receive, isShown, clock } = setup();
    receive(typingEvent('start'));
    await clock.advance(typingTimes.lapseMs - 1);
    receive(typingEvent('start'));

    await clock.advance(typingTimes.lapseMs - 1);
    expect(isShown()).toBe(true);
    await clock.advance(1);

    expect(isShown()).toBe(false);
  });

  it('until the peer’s message arrives; own messages do not matter', () => {
    const { receive, isShown } = setup();
    receive(typingEvent('start'));

    receive(newMessage(myMessage(1), 2));
    expect(isShown()).toBe(true);
    receive(newMessage(aMessage(2), 3));

    expect(isShown()).toBe(false);
  });

  it('and the user’s own typing on another device does not count', () => {
    const { receive, isShown } = setup();

    receive(typingEvent('start', ME));

    expect(isShown()).toBe(false);
  });
});

describe('the user’s typing is sent', () => {
  it('at most every few seconds', async () => {
    const { typing, clock, states } = setup();

    for (let key = 0; key < 120; key++) {
      typing.typed(CONVERSATION, 'x'.repeat(key + 1));
      await clock.advance(100);
    }

    expect(states()).toEqual(['start', 'start', 'start']);
    expect(typingTimes.lapseMs).toBeGreaterThan(typingTimes.repeatMs + 1_000);
  });

  it('to nobody while the peer is offline, and at once when the peer is online', () => {
    const { typing, states, setPeerOnline } = setup();
    setPeerOnline(false);
    typing.typed(CONVERSATION, 'x');
    typing.stopped(CONVERSATION);
    expect(states()).toEqual([]);

    typing.typed(CONVERSATION, 'x');
    setPeerOnline(true);
    typing.typed(CONVERSATION, 'xy');

    expect(states()).toEqual(['start']);
  });

  it.each([
    ['writes', newMessage(aMessage(1), 2)],
    ['types', typingEvent('start')],
    [
      'reads',
      {
        type: 'message:read',
        conversation_id: CONVERSATION,
        ver: 2,
        payload: { user_id: PEER, up_to_seq: 1 },
      } as const,
    ],
  ])(
    'to a peer who %s, for two minutes, since nobody else looks at the dialog',
    async (_, sign) => {
      const { typing, states, receive, clock } = setup({ hasWritten: false });
      typing.typed(CONVERSATION, 'x');
      expect(states()).toEqual([]);

      receive(sign);
      await clock.advance(typingTimes.lookingMs);
      typing.typed(CONVERSATION, 'xy');
      expect(states()).toEqual(['start']);

      await clock.advance(typingTimes.repeatMs);
      typing.typed(CONVERSATION, 'xyz');
      expect(states()).toEqual(['start']);
    },
  );

  it('to nobody because of events of the user’s other device', () => {
    const { typing, states, receive } = setup({ hasWritten: false });

    receive(newMessage(myMessage(1), 2));
    receive(typingEvent('start', ME));
    typing.typed(CONVERSATION, 'x');

    expect(states()).toEqual([]);
  });

  it('without a stop after the message, which ends it', () => {
    const { typing, states } = setup();
    typing.typed(CONVERSATION, 'x');

    typing.sent(CONVERSATION);
    typing.typed(CONVERSATION, '');
    expect(states()).toEqual(['start']);

    typing.typed(CONVERSATION, 'y');
    expect(states()).toEqual(['start', 'start']);
  });

  it('with one stop when the box is empty or left', () => {
    const { typing, states } = setup();

    typing.typed(CONVERSATION, 'x');
    typing.typed(CONVERSATION, ' ');
    typing.stopped(CONVERSATION);

    expect(states()).toEqual(['start', 'stop']);
  });

  it('again at once after a stop', () => {
    const { typing, states } = setup();
    typing.typed(CONVERSATION, 'x');
    typing.stopped(CONVERSATION);

    typing.typed(CONVERSATION, 'y');

    expect(states()).toEqual(['start', 'stop', 'start']);
  });
});

it('typing states are cleared for the next user', () => {
  const { typing, receive, isShown, clock, states } = setup();
  receive(typingEvent('start'));
  typing.typed(CONVERSATION, 'x');

  typing.reset();
  typing.stopped(CONVERSATION);

  expect(isShown()).toBe(false);
  expect(clock.pending()).toBe(0);
  expect(states()).toEqual(['start']);
});
