import { prices } from '../bench/prices.ts';

/**
 * What AWS bills, with its list price, and the monthly allowance that an account has for ever. Allowances of
 * the first 12 months are not included.
 */
export const meters = {
  httpRequest: { what: 'HTTP API: requests', price: prices.httpRequest, free: 0 },
  socketMessage: { what: 'WebSocket API: messages', price: prices.socketMessage, free: 0 },
  socketMinute: {
    what: 'WebSocket API: connection minutes',
    price: prices.socketMinute,
    free: 0,
  },
  functionRequest: { what: 'Lambda: requests', price: prices.functionRequest, free: 1_000_000 },
  functionGbSecond: { what: 'Lambda: GB-seconds', price: prices.functionGbSecond, free: 400_000 },
  writeUnit: { what: 'DynamoDB: write units', price: prices.writeUnit, free: 0 },
  readUnit: { what: 'DynamoDB: read units', price: prices.readUnit, free: 0 },
  tableGbMonth: { what: 'DynamoDB: GB stored', price: prices.tableGbMonth, free: 25 },
  backupGbMonth: { what: 'DynamoDB: GB of backups', price: prices.backupGbMonth, free: 0 },
  edgeRequest: { what: 'CloudFront: requests', price: prices.edgeRequest, free: 10_000_000 },
  edgeFunction: { what: 'CloudFront: functions', price: prices.edgeFunction, free: 2_000_000 },
  edgeGb: { what: 'CloudFront: GB to viewers', price: prices.edgeGb, free: 1_024 },
  edgeGbToOrigin: { what: 'CloudFront: GB to origins', price: prices.edgeGbToOrigin, free: 0 },
  objectWrite: { what: 'S3: writes', price: prices.objectWrite, free: 0 },
  objectRead: { what: 'S3: reads', price: prices.objectRead, free: 0 },
  objectGbMonth: { what: 'S3: GB stored', price: prices.objectGbMonth, free: 0 },
  objectGbOut: { what: 'S3: GB to the internet', price: prices.objectGbOut, free: 0 },
  logGb: { what: 'CloudWatch: GB of logs', price: prices.logGb, free: 5 },
  queueRequest: { what: 'SQS: requests', price: prices.queueRequest, free: 1_000_000 },
  gbOut: { what: 'Lambda: GB to the internet', price: prices.gbOut, free: 100 },
  activeUser: { what: 'Cognito: users', price: prices.activeUser, free: prices.freeUsers },
  idleMonth: {
    what: 'storage of the site, of the table without messages, of logs',
    price: prices.idleStorage,
    free: 0,
  },
} as const;
export type Meter = keyof typeof meters;
export const meterNames = Object.keys(meters) as Meter[];

/** Quantities by meter. */
export type Usage = Readonly<Partial<Record<Meter, number>>>;

export const times = (count: number, usage: Usage): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, value]) => [name, value * count]));

export const plus = (...all: readonly Usage[]): Usage => {
  const sum: Partial<Record<Meter, number>> = {};
  for (const usage of all) {
    for (const name of meterNames) {
      const value = usage[name];
      if (value !== undefined) sum[name] = (sum[name] ?? 0) + value;
    }
  }
  return sum;
};

/** Dollars at list prices; users up to 10,000 are part of Cognito's list price. */
export const listCost = (usage: Usage): number =>
  meterNames.reduce((sum, name) => sum + listOf(name, usage[name] ?? 0), 0);
export const listOf = (name: Meter, quantity: number): number =>
  Math.max(0, quantity - (name === 'activeUser' ? meters[name].free : 0)) * meters[name].price;
export const billedOf = (name: Meter, quantity: number): number =>
  Math.max(0, quantity - meters[name].free) * meters[name].price;
export const billedCost = (usage: Usage): number =>
  meterNames.reduce((sum, name) => sum + billedOf(name, usage[name] ?? 0), 0);
