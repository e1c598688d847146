/** A server with people who are all connected; person n writes to person n + 1. */
export interface Peer {
  readonly name: string;
  readonly pid: number;
  /** Resolves when the server has acknowledged a message of this person. */
  send(person: number): Promise<void>;
  /** How many messages have reached their receivers. */
  received(): number;
  stop(): Promise<void>;
}

/** What everybody writes. */
export const text = 'A message of an ordinary length, as people write them all day long.';
