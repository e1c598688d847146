import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export interface AwsCall {
  /** `PutItem`, `AdminInitiateAuth`, …; empty if the path names the call. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
export interface AwsAnswer {
  readonly status: number;
  readonly body?: unknown;
}
/** Undefined: no answer, the call hangs. */
export type Script = (call: AwsCall) => AwsAnswer | undefined;

/** An error in the format of AWS's JSON protocols. */
export const awsError = (name: string, more: object = {}, status = 400): AwsAnswer => ({
  status,
  body: { __type: name, message: name, ...more },
});

/** S3 uses XML and bytes: those stay text. */
const parsed = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const readCall = async (request: IncomingMessage): Promise<AwsCall> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const target = String(request.headers['x-amz-target'] ?? '');
  return {
    operation: target.slice(target.indexOf('.') + 1),
    method: request.method ?? '',
    path: decodeURIComponent(request.url ?? ''),
    body: parsed(text),
  };
};

/**
 * A server that answers the real SDK over HTTP by a script, for behaviour that no emulator can
 * show.
 */
export const scriptedAws = async (script: Script) => {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    calls.push(call);
    const answer = script(call);
    if (!answer) return;
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    const { body } = answer;
    response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  return {
    calls,
    endpoint,
    /** For any client of the SDK; without its own retries. */
    config: {
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
