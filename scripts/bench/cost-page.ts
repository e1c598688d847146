import {
  bill,
  chat,
  loads,
  type MeasuredUnits,
  millionMessages,
  type Row,
  sumOf,
} from '../cost/model.ts';
import { fileCosts } from './cost-files.ts';
import type { Operation } from './cost-operations.ts';
import { assumptions, callCost, edgeCost, logCost, prices, unitsCost } from './prices.ts';

const perMillion = (dollars: number): string => `$${(dollars * 1_000_000).toFixed(2)}`;

/** One message: a send and its push to both users, the reader's mark and its push to both. */
const lines = (send: Operation, read: Operation): [what: string, dollars: number][] => {
  const { devicesOfBoth } = assumptions;
  return [
    ['the send: HTTP API and function', callCost(assumptions.send)],
    ['the send: DynamoDB', unitsCost(send)],
    ['the read mark: HTTP API and function', callCost(assumptions.read)],
    ['the read mark: DynamoDB', unitsCost(read)],
    ['pushes of both events to both people', 2 * devicesOfBoth * prices.socketMessage],
    ['CloudFront, two requests', 2 * edgeCost],
    ['logs of both calls', 2 * logCost],
  ];
};

const find = (operations: readonly Operation[], start: string): Operation => {
  const found = operations.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no operation ${start}`);
  return found;
};

const costTable = (rows: readonly [what: string, dollars: number][]): string =>
  rows.map(([what, dollars]) => `| ${what} | ${perMillion(dollars)} |`).join('\n');
const sum = (rows: readonly [what: string, dollars: number][]): number =>
  rows.reduce((total, [, dollars]) => total + dollars, 0);

const unitsTable = (operations: readonly Operation[]): string =>
  operations
    .map(
      ({ name, units, budget }) => `| ${name} | ${units.write} | ${units.read} | ${budget ?? ''} |`,
    )
    .join('\n');

const billTable = (rows: readonly Row[]): string =>
  [...rows, ['**together**', sumOf(rows)] as const]
    .filter(([, dollars]) => dollars > 0)
    .map(([what, dollars]) => `| ${what} | $${dollars.toFixed(2)} |`)
    .join('\n');

const loadTable = (units: MeasuredUnits): string =>
  loads.map(([name, load]) => `| ${name} | $${sumOf(bill(load, units)).toFixed(2)} |`).join('\n');

/** docs/cost.md, made from the measurements. */
export const costPage = (operations: readonly Operation[]): string => {
  const send = find(operations, 'send');
  const rows = lines(send, find(operations, 'read up to'));
  const files = fileCosts((start) => find(operations, start));
  const total = sum(rows);
  const units = Object.fromEntries(operations.map(({ name, units: of }) => [name, of]));
  const textbook = (units: number) => total + (units - send.units.write) * prices.writeUnit;
  const { send: sendCall, read: readCall, file, devicesOfBoth, edgeKb, logKb } = assumptions;
  return `# What it costs

Written by \`npm run bench:cost\`; do not edit.

## Units per operation

Whole use cases on DynamoDB Local, uncontended, in an existing conversation, including the caller's profile.
DynamoDB Local reports wrong units for transactions. So each write of a transaction is measured alone on a mirror
table and counted as AWS charges it: twice for the item, once for its index entries.

| operation | write units | read units | budget |
|---|---|---|---|
${unitsTable(operations)}

## Dollars per million messages

Each message is sent, pushed to both users, read with a separate mark (the most expensive case: users usually
read several at once), and the mark is pushed to both. List prices of us-east-1 as known in ${prices.asOf} (check them),
without any free tier.

| part | per million messages |
|---|---|
${costTable(rows)}
| **together** | **${perMillion(total)}** |
| the same with the textbook design (15 to 19 write units a send) | ${perMillion(textbook(15))} to ${perMillion(textbook(19))} |

The textbook design keeps a head item per member, totals items and sorted heads beside each message.

Assumed, since it cannot be measured without an account: a warm send bills ${sendCall.milliseconds} ms at ${sendCall.memoryGb} GB, a read
${readCall.milliseconds} ms at ${readCall.memoryGb} GB; ${devicesOfBoth} connected devices receive each event; ${edgeKb} KB out and ${logKb} KB of log per call.

## Dollars per million files

What a file of ${file.kilobytes} KB that both users open costs in addition to its message. It is transferred between browser and bucket by
signed URLs, and passes through a function only for the check.

| part | per million files |
|---|---|
${costTable(files)}
| **together** | **${perMillion(sum(files))}** |

Storing them costs $${(((1_000_000 * file.kilobytes) / 1_024 / 1_024) * prices.objectGbMonth).toFixed(2)} a month for the million. Deleting is free on S3. The function for it is called only for
deleted attachments, since Lambda filters the table's stream, which costs nothing to read. Assumed: ${file.complete.milliseconds} ms at
${file.complete.memoryGb} GB for the check, ${file.create.milliseconds} and ${file.get.milliseconds} ms at ${file.get.memoryGb} GB for the form and for a URL.

## Whole bills

\`npm run cost -- --users N --messages M --online-minutes K --files F\` prints the bill of a month, part by part, from the
units above. A pair that chats normally, with both dialogs open: ${chat.typingPerMessage} typing frames and ${chat.readsPerMessage} read mark a message, a
message in ${chat.minutesPerMessage} minute of the two people's open pages together, a page open for ${chat.sessionMinutes} minutes and a ping every ${chat.pingMinutes}. The
same prices, still without any free tier; each call and each frame writes ${logKb} KB of log, ${chat.coldStarts.perThousand} calls in a thousand are cold
starts of ${chat.coldStarts.milliseconds} ms at ${chat.coldStarts.memoryGb} GB.

| part | a million messages of such a pair |
|---|---|
${billTable(bill(millionMessages, units))}

The goal is $9. What is left to do for it: read marks for several messages at once, no push to the sender's only
device, shorter log lines, and fewer than 8 write units a send.

| a month | together |
|---|---|
${loadTable(units)}

Each user sends 300 messages and 10 files of 200 KB in the month, has a page open for 300 minutes, and a year of that is
stored. Prices of Cognito, of CloudFront's functions and of storage were not checked against a price list: check them
before relying on the rows with many users. A small server at a flat $5 to $10 a month, running one process, is cheaper
from some hundred such users on; it needs somebody who tends it. Not in the table: a domain, WAF, tracing, support, taxes.

## Idle

An open socket costs ${perMillion(prices.socketMinute)} per million minutes, about $${(prices.socketMinute * 60 * 24 * 30).toFixed(3)} a month for one that
is always open. Therefore the site closes it after five minutes in the background. An idle deployment
costs only storage: cents a month for the table, the site's files and logs.
`;
};
