import { describe, expect, it } from 'vitest';
import { aTicket } from '../support/builders.ts';
import type { OpenStores } from '../support/ports/stores.ts';

/** The contract of every `TicketStore`. */
export const describeTicketStore = (name: string, open: OpenStores): void => {
  describe(`TicketStore: ${name}`, () => {
    it('gives a ticket once, as it was put', async () => {
      const { tickets } = await open();
      const ticket = aTicket();
      await tickets.put(aTicket());
      await tickets.put(ticket);

      const taken = await tickets.take(ticket.secret);
      const again = await tickets.take(ticket.secret);

      expect(taken).toEqual(ticket);
      expect(again).toBeNull();
    });

    it('gives a ticket to exactly one of 20 who take it at once', async () => {
      const { tickets } = await open();
      const ticket = aTicket();
      await tickets.put(ticket);

      const takes = Array.from({ length: 20 }, () => tickets.take(ticket.secret));

      expect((await Promise.all(takes)).filter(Boolean)).toEqual([ticket]);
    });

    it('gives no ticket that has expired or never was', async () => {
      const { tickets, clock } = await open();
      const [inTime, late] = [aTicket(), aTicket()];
      await tickets.put(inTime);
      await tickets.put(late);

      clock.advance(inTime.expiresAt - clock.now() - 1);
      const before = await tickets.take(inTime.secret);
      clock.advance(1);

      expect(before).toEqual(inTime);
      expect(await tickets.take(late.secret)).toBeNull();
      expect(await tickets.take('unknown')).toBeNull();
    });
  });
};
