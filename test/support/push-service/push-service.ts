import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { isIP } from 'node:net';
import { type Device, makeDevice, type Reply } from './device.ts';
import { originOf, type Place } from './place.ts';

/**
 * A push service on loopback (RFC 8030 over HTTPS). It has the private keys of its devices, so it checks and
 * decrypts every notification. A request that breaks the protocol is a fault, which `faults` lists.
 */
export const startPushService = async (place: Place) => {
  const devices = new Map<string, Device>();
  const faults: string[] = [];
  let usual = (): Reply => 201;

  const answer = (response: ServerResponse, reply: Reply): void => {
    if (reply === 'nothing') return;
    if (reply === 'lost') return void response.destroy();
    const { status, retryAfter } =
      typeof reply === 'number' ? { status: reply, retryAfter: undefined } : reply;
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    response.end();
  };

  const server = createServer({ cert: place.cert, key: place.key }, (request, response) => {
    const at = Date.now();
    const device = devices.get(request.url ?? '');
    if (!device) return answer(response, 404);
    device.requests++;
    const reply = device.replies.shift() ?? usual();
    if (reply === 'nothing') {
      device.unanswered++;
      response.on('close', () => device.unanswered--);
    }
    if (reply !== 201 && reply !== 'lost') {
      request.resume();
      return answer(response, reply);
    }
    device.receive(request, at).then(
      () => answer(response, reply),
      (error: unknown) => {
        faults.push(String(error));
        answer(response, 400);
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server
      .once('error', reject)
      .listen(place.port, isIP(place.host) ? place.host : '127.0.0.1', resolve);
  });
  return {
    origin: originOf(place),
    faults,
    createDevice: (applicationServerKey: string): Device => {
      const device = makeDevice(place, applicationServerKey);
      devices.set(device.path, device);
      return device;
    },
    /** Answers to requests for which their device has no reply. */
    setUsual: (next: () => Reply): void => {
      usual = next;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
export type PushService = Awaited<ReturnType<typeof startPushService>>;
