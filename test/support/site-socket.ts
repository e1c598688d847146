import { WebSocket } from 'ws';
import type { SocketLike } from '../../client/socket/socket.ts';

/**
 * A browser-like WebSocket for the site's client. A refused handshake is a close event, as in
 * browsers.
 */
export const openSiteSocket = (url: string): SocketLike & { terminate(): void } => {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const like: SocketLike & { terminate(): void } = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (frame) => socket.send(frame),
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  };
  socket.on('open', () => like.onopen?.());
  socket.on('message', (data) => like.onmessage?.({ data: String(data) }));
  socket.on('close', (code) => like.onclose?.({ code }));
  socket.on('error', () => undefined);
  return like;
};
