import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Peer } from '../gateway/peer.ts';

/** A download or upload request, with its sender. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly peer: Peer;
}
