import { connect, type Socket } from 'node:net';

const header = (host: string): string =>
  `<?xml version='1.0'?><stream:stream to='${host}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** The elements that this client acts on; others are skipped. Bodies contain no markup. */
const element = /<\/message>|<a\s[^>]*h=['"](\d+)['"][^>]*>|<r\s[^>]*>/g;

export interface XmppClient {
  /** Resolves when the server has taken the message. */
  send(to: string, text: string): Promise<void>;
  close(): void;
}

/** Sends, and resolves to what the server answers, once it contains `until`. */
const exchange = (socket: Socket, what: string, until: string): Promise<void> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const look = (chunk: Buffer): void => {
      answer += chunk;
      if (!answer.includes(until)) return;
      socket.off('data', look);
      socket.off('close', fail);
      resolve();
    };
    const fail = (): void => reject(new Error(`the XMPP server refused: ${answer}`));
    socket.on('data', look);
    socket.once('close', fail);
    socket.write(what);
  });

/**
 * A client of XMPP without TLS, with acknowledgements by stream management (XEP-0198): just what a comparison on
 * one machine needs.
 */
export const connectXmpp = async (
  { port, host, user, password }: { port: number; host: string; user: string; password: string },
  onMessage: () => void,
): Promise<XmppClient> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
  await exchange(socket, header(host), '</stream:features>');
  await exchange(
    socket,
    `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`,
    '<success',
  );
  await exchange(socket, header(host), '</stream:features>');
  const bind = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
  await exchange(socket, `<iq type='set' id='bind'>${bind}</iq>`, '</iq>');
  await exchange(socket, "<enable xmlns='urn:xmpp:sm:3'/>", '<enabled');

  let [rest, taken, sent] = ['', 0, 0];
  let acknowledged = 0;
  const waiting: (() => void)[] = [];
  const take = (chunk: Buffer): void => {
    rest += chunk;
    let end = 0;
    for (const found of rest.matchAll(element)) {
      end = found.index + found[0].length;
      if (found[0] === '</message>') {
        taken++;
        onMessage();
      } else if (found[0].startsWith('<r')) {
        socket.write(`<a xmlns='urn:xmpp:sm:3' h='${taken}'/>`);
      } else {
        for (; acknowledged < Number(found[1]); acknowledged++) waiting.shift()?.();
      }
    }
    rest = rest.slice(end);
  };
  socket.on('data', take);
  /** Also acknowledges the presence, which makes messages arrive. */
  const write = (stanza: string): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      socket.write(`${stanza}<r xmlns='urn:xmpp:sm:3'/>`);
    });
  await write('<presence/>');
  return {
    send: (to, text) =>
      write(
        `<message to='${to}@${host}' type='chat' id='m${++sent}'><body>${text}</body></message>`,
      ),
    close: () => socket.destroy(),
  };
};
