import { limits } from '#contracts/limits.ts';
import type { MeasuredUnits } from '#scripts/cost/model.ts';
import { stageConfig } from '../../lib/config.ts';
import type { Second } from './busy-minutes.ts';

/** A limit on what the stage does in a second. */
export interface Quota {
  readonly name: string;
  readonly limit: number;
  /** The load on this quota in the busiest second of a million users. */
  readonly load: (second: Second) => number;
  /** What happens above the quota, and how to raise it. */
  readonly moves: string;
  /** The AWS page or the setting that states the quota; null for a limit of Parley. */
  readonly source: string;
  /** True if the AWS page could not be read: the figure is from memory. */
  readonly isUnread?: boolean;
}

const gateway = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const sockets =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html';
const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html';
const table = 'https://repost.aws/knowledge-center/on-demand-table-throttling-dynamodb';
const cognito = 'https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html';
const cloudFront =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';
const logs = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html';
const s3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
const settings = 'deploy.md#settings-of-a-stage';

const { throttles } = stageConfig(() => undefined, {});

/**
 * Concurrent functions: the mean of the second, its random variation, and the parallel calls of one opening
 * page.
 */
export const atOnce = (mean: number): number => mean + 4 * Math.sqrt(mean) + 5;

const allOfGateway = ({ httpCalls, framesIn, posts }: Second): number =>
  httpCalls + framesIn + posts;

/** Quotas that all users share. Those of one conversation, message or file are in the text of the page. */
export const quotas: readonly Quota[] = [
  {
    name: 'Lambda: functions at once, a new account',
    limit: 10,
    load: ({ functions }) => atOnce(functions),
    moves: '503 of the gateway, clients retry. Ask for 1,000 in Service Quotas (L-B99A9384)',
    source: 'deploy.md#what-you-need',
  },
  {
    name: 'Lambda: functions at once',
    limit: 1_000,
    load: ({ functions }) => atOnce(functions),
    moves:
      '503 of the gateway, clients retry. More on request; each function grows by 1,000 in 10 seconds',
    source: lambda,
  },
  {
    name: '`throttles.default`: the busiest route, calls a second',
    limit: throttles.default.rate,
    load: ({ busiestRoute }) => busiestRoute,
    moves: '429, clients retry. Raise the setting, which also limits the cost of an attack',
    source: settings,
  },
  {
    name: '`throttles.socket`: frames from clients a second',
    limit: throttles.socket.rate,
    load: ({ framesIn }) => framesIn,
    moves: 'Pings and typing are refused, handshakes with 429. Raise the setting',
    source: settings,
  },
  {
    name: '`throttles.credentials`: sign-ins a second',
    limit: throttles.credentials.rate,
    load: ({ signIns }) => signIns,
    moves: '429. Raise the setting, and Cognito with it',
    source: settings,
  },
  {
    name: 'API Gateway: calls, frames and posts to sockets a second',
    limit: 10_000,
    load: allOfGateway,
    moves: '429; pushes fail, clients catch up from the log. More on request (L-8A5B8E43)',
    source: gateway,
  },
  {
    name: 'API Gateway: the same in younger regions, such as Milan, Zurich, Jakarta',
    limit: 2_500,
    load: allOfGateway,
    moves: '429; pushes fail, clients catch up from the log. More on request, or another region',
    source: gateway,
  },
  {
    name: 'API Gateway: new connections a second',
    limit: 500,
    load: ({ connects }) => connects,
    moves:
      'Handshakes get 429, clients pause and retry: see the storm. More on request (L-9ED1E49A)',
    source: sockets,
  },
  {
    name: 'Cognito: sign-ins a second (UserAuthentication)',
    limit: 120,
    load: ({ signIns }) => signIns,
    moves: '503 `busy`. AWS sells more, per request a second',
    source: cognito,
    isUnread: true,
  },
  {
    name: 'Cognito: refreshed tokens a second (UserToken)',
    limit: 120,
    load: ({ connects }) => connects,
    moves: '503 `busy`, pages open later. AWS sells more, per request a second',
    source: cognito,
    isUnread: true,
  },
  {
    name: 'Cognito: new users a second (UserCreation)',
    limit: 50,
    load: () => limits.registrations.perDay / 86_400,
    moves: `Parley admits ${limits.registrations.perDay.toLocaleString('en')} registrations a day`,
    source: cognito,
  },
  {
    name: 'DynamoDB: write units a second, a new table',
    limit: 4_000,
    load: ({ writeUnits }) => writeUnits,
    moves:
      '503 `busy` for minutes. The table doubles its former peak within 30 minutes; warm throughput can be bought beforehand',
    source: table,
  },
  {
    name: 'DynamoDB: read units a second, a new table',
    limit: 12_000,
    load: ({ readUnits }) => readUnits,
    moves:
      '503 `busy` for minutes. The table doubles its former peak within 30 minutes; warm throughput can be bought beforehand',
    source: table,
  },
  {
    name: 'DynamoDB: write units a second, of a table',
    limit: 40_000,
    load: ({ writeUnits }) => writeUnits,
    moves: '503 `busy`. More on request',
    source: table,
  },
  {
    name: 'DynamoDB: read units a second, of a table',
    limit: 40_000,
    load: ({ readUnits }) => readUnits,
    moves: '503 `busy`. More on request; most of them are lists of conversations',
    source: table,
  },
  {
    name: 'CloudFront: requests a second',
    limit: 250_000,
    load: ({ httpCalls, connects }) => httpCalls + connects,
    moves: 'More on request',
    source: cloudFront,
  },
  {
    name: 'S3: writes a second under one prefix',
    limit: 3_500,
    load: ({ files }) => 3 * files,
    moves: '503 SlowDown while S3 splits the prefix, which it does by itself',
    source: s3,
    isUnread: true,
  },
  {
    name: 'CloudWatch Logs: PutLogEvents a second, if each line were a call',
    limit: 5_000,
    // Pings and typing log nothing.
    load: ({ httpCalls, connects }) => httpCalls + 2 * connects,
    moves: 'Lines come later or are lost. Lambda sends several at once; more on request',
    source: logs,
  },
];

/** The number of users at which the quota is reached; above a thousand million: never. */
export const reachedAt = ({ load, limit }: Quota, perMillion: Second): number => {
  const scaled = (users: number): Second =>
    Object.fromEntries(
      Object.entries(perMillion).map(([name, value]) => [name, (value * users) / 1e6]),
    ) as unknown as Second;
  let [low, high] = [0, 1e9];
  if (load(scaled(high)) < limit) return Number.POSITIVE_INFINITY;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (load(scaled(middle)) < limit) low = middle;
    else high = middle;
  }
  return high;
};

/** Messages a second that one conversation can store. */
export const hottest = (units: MeasuredUnits): number =>
  Math.floor(1_000 / (units['send, text of 550 bytes']?.write ?? 1));
