import { describe, expect, it } from 'vitest';
import { aTicket } from '../support/builders.ts';
import type { OpenStores } from '../support/ports/stores.ts';

/** The contract of every `TicketStore`. */
export const describeTicketStore = (name: string, open: OpenStores): void => {
  describe(`TicketStore: ${name}`, () => {
    it('returns a ticket once, as it was put', async () => {
      const { tickets } = await open();
      const ticket = aTicket();
      await tickets.put(aTicket());
      await tickets.put(ticket);

      const taken = await tickets.take(ticket.secret);
      const again = await tickets.take(ticket.secret);

      expect(taken).toEqual(ticket);
      expect(again).toBeNull();
    });

    it('returns a ticket to exactly one of 20 concurrent calls', async () => {
      const { tickets } = await open();
      const ticket = aTicket();
      await tickets.put(ticket);

      const takes = Array.from({ length: 20 }, () => tickets.take(ticket.secret));

      expect((await Promise.all(takes)).filter(Boolean)).toEqual([ticket]);
    });

    it('returns no expired and no unknown ticket', async () => {
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
