import { hasCapability } from './capabilities.ts';

/**
 * Capabilities of AWS that some endpoints lack; docs/localstack.md lists them, and where the behaviour is
 * proven instead.
 */
export const capabilities = {
  'request-cookies': 'request cookies reach the function separately from the headers',
  'repeated-cookies': 'a cookie that comes twice reaches the function twice',
  'raw-bytes': 'bytes that are not UTF-8 reach the function unchanged',
  'body-limit': 'bodies over 10 MB are refused by the gateway',
  'trailing-slash': 'a trailing slash is normalised (CloudFront does it)',
  compression: 'files of the site are compressed',
  'missing-files': 'a missing file of the site is 404, not 403',
  recovery: 'the template of a table turns on its point-in-time recovery',
  'handshake-status': 'a refused handshake has the status of $connect',
  'reserved-actions': 'a frame whose action is a route key like $connect is an unknown action',
  'upload-policy': 'a form accepts only the key and content type that it was signed for',
  'frame-limit': 'frames over 32 KB are closed with 1009',
  'binary-frames': 'binary frames close the socket',
  'ten-at-once': 'ten functions and more run at once: a new account of AWS has ten in all',
  'fifty-starts': 'fifty functions that start at once answer before their time is up',
  'socket-logs': 'what the functions of WebSocket routes log is kept',
  challenge: 'a 401 of the gateway has WWW-Authenticate',
  cors: 'the gateway has CORS headers only for the origins that the stage names',
  'time-to-live': 'the template of a table turns on its time to live',
  'json-logs': 'functions log nothing but JSON',
  'close-codes': 'the gateway can close a socket with a code of ours',
} as const;
export type EndpointCapability = keyof typeof capabilities;

const lacking = new Set(process.env['PARLEY_ENDPOINT_LACKS']?.split(',').filter(Boolean));

/** For `test.skipIf(lacks(…))`: the reason is printed, and again at the end of the run. */
export const lacks = (name: EndpointCapability): boolean =>
  !hasCapability(
    `e2e: ${name}`,
    lacking.has(name) ? `this endpoint lacks it (${capabilities[name]})` : null,
  );
