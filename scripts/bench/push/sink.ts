import { createServer } from 'node:https';
import { type Place, readPlace } from '../../../test/support/push-service/place.ts';
import { serveCalls } from '../realtime/remote.ts';

/** When each notification arrived, by topic, in epoch milliseconds. */
let arrivals: [topic: string, at: number][] = [];

const functions = {
  /** Answers every notification with 201, as a push service does, but decrypts none. */
  start: async (file: string): Promise<void> => {
    const { cert, key, port }: Place = readPlace(file);
    const server = createServer({ cert, key }, (request, response) => {
      arrivals.push([String(request.headers['topic']), performance.timeOrigin + performance.now()]);
      request.resume().on('end', () => response.writeHead(201).end());
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  },
  /** The arrivals since the last call. */
  take: (): [topic: string, at: number][] => {
    const taken = arrivals;
    arrivals = [];
    return taken;
  },
};
export type Sink = typeof functions;
serveCalls(functions);
