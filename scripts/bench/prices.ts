import type { Operation } from './cost-operations.ts';

/**
 * List prices in USD, us-east-1, without free tier. Check them, since prices change. API Gateway, Lambda,
 * DynamoDB, CloudFront and CloudWatch were compared with pages of 2025, none of which was AWS's current price
 * list; S3, SQS, data to the internet, Cognito and backups were not compared.
 */
export const prices = {
  asOf: '2025',
  httpRequest: 1.0e-6,
  socketMessage: 1.0e-6,
  socketMinute: 0.25e-6,
  functionRequest: 0.2e-6,
  functionGbSecond: 0.0000133334,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  /** S3: PUT, POST and COPY; GET. DELETE is free. */
  objectWrite: 5.0e-6,
  objectRead: 0.4e-6,
  objectGbMonth: 0.023,
  objectGbOut: 0.09,
  edgeRequest: 1.0e-6,
  edgeGb: 0.085,
  logGb: 0.5,
  /** Data sent to an origin: bodies of requests. */
  edgeGbToOrigin: 0.02,
  edgeFunction: 0.1e-6,
  tableGbMonth: 0.25,
  backupGbMonth: 0.2,
  queueRequest: 0.4e-6,
  /** Data that functions send to the internet. */
  gbOut: 0.09,
  /** Cognito's Essentials tier: monthly active users. */
  freeUsers: 10_000,
  activeUser: 0.015,
  /** AWS WAF: a web ACL, each rule or managed group in it, and each request. */
  firewallMonth: 5,
  firewallRuleMonth: 1,
  firewallRequest: 0.6e-6,
  /** 200 MB at S3 and in the table and 50 MB of logs. */
  idleStorage: 0.05,
} as const;

/** Values that cannot be measured without an AWS account; each is an assumption, stated in docs/cost.md. */
export const assumptions = {
  /** Billed time of a warm call, and the memory of the function. */
  send: { milliseconds: 25, memoryGb: 1 },
  frame: { milliseconds: 15, memoryGb: 0.5 },
  read: { milliseconds: 20, memoryGb: 0.5 },
  /** A scaled-down phone photo; the function that checks it loads it into memory. */
  file: {
    kilobytes: 200,
    create: { milliseconds: 25, memoryGb: 0.5 },
    complete: { milliseconds: 120, memoryGb: 1 },
    get: { milliseconds: 20, memoryGb: 0.5 },
  },
  /** Of a function that waits for the table and for a push service; what one device is sent, with TLS. */
  notification: { milliseconds: 150, memoryGb: 0.5, kilobytes: 6, logBytes: 200 },
  /** Lambda polls the queue of postponed notifications, also while it is empty. */
  queuePollsMonth: 650_000,
  devicesOfBoth: 2,
  /** Data sent to the viewer, including headers: a response, a pushed frame. */
  edgeKb: 2,
  frameKb: 1,
  /**
   * Log lines of our functions, measured by test/unit/runtime/log-lines.test.ts; one line of the gateway per
   * call (lib/constructs/access-log.ts) with its ids filled in; and what CloudWatch adds to each line. A ping
   * and a typing frame log nothing.
   */
  logBytes: { send: 440, call: 190, handshake: 190, gateway: 260, perLine: 26 },
} as const;

/** Rules of the setting `waf`: its rate rule and two managed groups. */
export const firewallRules = 3;
export const firewallMonth = prices.firewallMonth + firewallRules * prices.firewallRuleMonth;

/**
 * Upper bounds for a sign-in that any limit refuses; measured by test/ports/identity/sign-in-budget.suite.ts.
 */
export const refusedSignIn = { write: 12, read: 5 } as const;

export const callCost = ({ milliseconds, memoryGb }: { milliseconds: number; memoryGb: number }) =>
  prices.httpRequest +
  prices.functionRequest +
  (milliseconds / 1_000) * memoryGb * prices.functionGbSecond;

export const unitsCost = ({ units: { read, write } }: Operation): number =>
  read * prices.readUnit + write * prices.writeUnit;

/** Gigabytes per kilobyte. */
export const gbOfKb = 1 / 1_024 / 1_024;

/** CloudFront's price of a call, and CloudWatch's of the call's log. */
export const edgeCost = prices.edgeRequest + assumptions.edgeKb * gbOfKb * prices.edgeGb;
const { logBytes } = assumptions;
/** Kilobytes that a call logs: the line of its function, and the gateway's. */
export const logKbOf = (bytes: number): number =>
  (bytes + logBytes.gateway + 2 * logBytes.perLine) / 1_024;
export const logCost = logKbOf(logBytes.call) * gbOfKb * prices.logGb;
