import { text } from '../fields.ts';
import { samples } from '../samples.ts';

/** Opaque; names an open socket of the caller, as its pongs do. */
export const SocketId = text(1, 200).meta({ examples: [samples.socket] });
export const ownSocket = SocketId.optional().meta({
  description:
    "`socket_id` of the client's open socket, from a pong: no event of this call is sent on it, since the answer says the same.",
});
