import { describe, expect, it } from 'vitest';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';

/** A gateway with sockets for a broadcaster. */
export interface Sockets {
  readonly broadcaster: Broadcaster;
  /** Opens a socket; `received` collects what is pushed to it. */
  connect(): { id: string; received: ServerEvent[]; isClosed(): boolean };
}

const pong: ServerEvent = { type: 'pong', payload: {} };

/** The contract of every `Broadcaster`. */
export const describeBroadcaster = (name: string, open: () => Promise<Sockets>): void => {
  describe(`Broadcaster: ${name}`, () => {
    it('posts an event to exactly the named socket', async () => {
      const { broadcaster, connect } = await open();
      const [one, other] = [connect(), connect()];
      const event: ServerEvent = { type: 'error', payload: { code: 'x', detail: 'Grüße 🎈' } };

      const outcome = await broadcaster.post(one.id, event);

      expect(outcome).toBe('sent');
      expect(one.received).toEqual([event]);
      expect(other.received).toEqual([]);
    });

    it('reports a closed socket as gone', async () => {
      const { broadcaster } = await open();

      expect(await broadcaster.post('nobody-here=', pong)).toBe('gone');
    });

    it('closes exactly the named socket, and ignores an unknown one', async () => {
      const { broadcaster, connect } = await open();
      const [one, other] = [connect(), connect()];

      await broadcaster.disconnect(one.id, 4401);
      await broadcaster.disconnect('nobody-here=', 4401);

      expect([one.isClosed(), other.isClosed()]).toEqual([true, false]);
    });
  });
};
