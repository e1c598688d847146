import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Peer } from '../gateway/peer.ts';

/** A request for a file or with one, and who sent it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly peer: Peer;
}
