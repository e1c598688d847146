import type { Socket, SocketLike } from './socket.ts';

/** The WebSocket of this origin. */
export const openBrowserSocket = (ticket: string): SocketLike => {
  const url = new URL('/ws', globalThis.location.href);
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

/** Tells the socket what the browser knows about attention and network. Returns how to stop that. */
export const followBrowser = (socket: Socket): (() => void) => {
  const onVisibility = (): void => socket.setVisible(document.visibilityState === 'visible');
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', onVisibility, { signal });
  for (const type of ['focus', 'online'] as const) {
    globalThis.addEventListener(type, socket.wake, { signal });
  }
  return () => listening.abort();
};
