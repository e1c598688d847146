import type { SocketLike } from '../socket/socket.ts';

/** Opens a WebSocket with a ticket. `origin`: of the server, with `http` or `https`. */
export const openSocketAt = (origin: string, ticket: string): SocketLike => {
  const url = new URL('/ws', origin);
  url.protocol = url.protocol.replace('http', 'ws');
  url.searchParams.set('ticket', ticket);
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const like: SocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (frame) => socket.send(frame),
    close: () => socket.close(),
  };
  socket.onopen = () => like.onopen?.();
  socket.onmessage = ({ data }) => like.onmessage?.({ data });
  socket.onclose = ({ code }) => like.onclose?.({ code });
  return like;
};
