import { habits } from '../../test/simulator/support/recorded-chat.ts';
import {
  billedCost,
  billedOf,
  listCost,
  listOf,
  meterNames,
  meters,
  times,
} from '../cost/meters.ts';
import {
  chat,
  loads,
  type MeasuredUnits,
  millionMessages,
  perMessage,
  perSession,
  recorded,
  totalUsage,
  usageOf,
} from '../cost/model.ts';
import { notificationUsage } from '../cost/parts.ts';
import { fileCosts } from './cost-files.ts';
import type { Operation } from './cost-operations.ts';
import { assumptions, prices } from './prices.ts';
import { whatToChange } from './what-to-change.ts';

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
const perMillion = (amount: number): string => dollars(amount * 1_000_000);
const decimal = (value: number): string => String(Math.round(value * 100) / 100);

const unitsTable = (operations: readonly Operation[]): string =>
  operations
    .map(
      ({ name, units, budget }) => `| ${name} | ${units.write} | ${units.read} | ${budget ?? ''} |`,
    )
    .join('\n');

const partTable = (units: MeasuredUnits): string =>
  usageOf(millionMessages, units)
    .map(([what, usage]) => [what, listCost(usage)] as const)
    .filter(([, amount]) => amount > 0)
    .map(([what, amount]) => `| ${what} | ${dollars(amount)} |`)
    .join('\n');

/** The bill by AWS's units: quantity, list price, and price after what is always free. */
const meterTable = (units: MeasuredUnits): string => {
  const usage = totalUsage(millionMessages, units);
  return meterNames
    .filter((name) => listOf(name, usage[name] ?? 0) >= 0.005)
    .map((name) => {
      const quantity = usage[name] ?? 0;
      const shown =
        quantity >= 1_000
          ? Math.round(quantity).toLocaleString('en')
          : quantity.toFixed(quantity < 10 ? 1 : 0);
      return `| ${meters[name].what} | ${shown} | ${dollars(listOf(name, quantity))} | ${dollars(billedOf(name, quantity))} |`;
    })
    .join('\n');
};

const loadTable = (units: MeasuredUnits): string =>
  loads
    .map(([name, load]) => {
      const usage = totalUsage(load, units);
      return `| ${name} | ${dollars(listCost(usage))} | ${dollars(billedCost(usage))} | ${whatToChange[name] ?? ''} |`;
    })
    .join('\n');

/** The first load whose bill exceeds the price of a small server, and the number of users where it begins. */
const serverUsers = (units: MeasuredUnits, flat: number): number => {
  const costOf = (users: number): number =>
    billedCost(
      totalUsage(
        { users, messages: users * 300, onlineMinutes: 300, files: users * 10, storedMonths: 12 },
        units,
      ),
    );
  let users = 10;
  while (costOf(users) < flat) users += 10;
  return users;
};

const notificationRows = (units: MeasuredUnits): string =>
  [
    ['to a receiver without a device', 0],
    ['to one device each', 1],
    ['to two devices each', 2],
  ]
    .map(([what, devices]) => {
      const usage = times(1_000_000, notificationUsage(Number(devices), units));
      return `| ${what} | ${dollars(listCost(usage))} | ${dollars(billedCost(usage))} |`;
    })
    .join('\n');

/** The text of docs/cost.md, from the measurements. */
export const costPage = (operations: readonly Operation[]): string => {
  const find = (start: string): Operation => {
    const found = operations.find(({ name }) => name.startsWith(start));
    if (!found) throw new Error(`no operation ${start}`);
    return found;
  };
  const files = fileCosts(find);
  const fileSum = files.reduce((sum, [, amount]) => sum + amount, 0);
  const units = Object.fromEntries(operations.map(({ name, units: of }) => [name, of]));
  const million = totalUsage(millionMessages, units);
  const { send, read, file, frame, edgeKb, frameKb, logBytes, notification } = assumptions;
  return `# What it costs

Written by \`npm run bench:cost\`; do not edit.

A million messages of a pair that chats normally cost **${dollars(listCost(million))}** at list prices, and **${dollars(billedCost(million))}** after what an
account has free for ever each month. The goal was $9; [ADR 25](adr/0025-the-floor-of-the-bill.md) says why it is not met, and what the
rest consists of. An idle deployment costs ${dollars(prices.idleStorage)} a month.

## A million messages

By part, at the list prices of us-east-1:

| part | a million messages |
|---|---|
${partTable(units)}
| **together** | ${dollars(listCost(million))} |

The same by what AWS bills. "Billed" leaves out what is always free in a month: a million requests and 400,000 GB-seconds of
Lambda, 10 million requests, 2 million functions and 1 TB of CloudFront, 25 GB of DynamoDB, 5 GB of logs, 10,000 users
of Cognito. It does not count what is free in the first 12 months only, such as a million calls of API Gateway.

| | quantity | list price | billed |
|---|---|---|---|
${meterTable(units)}
| **together** | | ${dollars(listCost(million))} | ${dollars(billedCost(million))} |

### A pair that chats normally

How many calls and frames a message takes is not assumed but counted: two of the real clients chat on simulated time
with the real use cases ([recorded-chat.ts](../test/simulator/support/recorded-chat.ts)), and a test fails when they do it
with other calls or frames than [chat.json](../scripts/cost/chat.json), which the model reads. For ${recorded.messages} messages in ${recorded.sessions} sessions that is, for
each message, ${decimal(perMessage.marks)} read marks, ${decimal(perMessage.typing)} typing frames, ${decimal(perMessage.pushed.sends)} pushes of the message, ${decimal(perMessage.pushed.marks)} of marks and ${decimal(perMessage.pushed.typing)} of typing; and for each session ${decimal(perSession.pings)} pings,
${decimal(perSession.lists)} lists, ${decimal(perSession.pages)} page of messages, ${decimal(perSession.tickets)} ticket, ${decimal(perSession.presence)} presence update and ${decimal(perSession.profiles)} profile. The site adds a refresh, the own
profile and the blocks.

What the people do is assumed:

| | | why |
|---|---|---|
| a message | ${habits.characters} characters, ${decimal(1_000 / habits.keyMs)} keys a second | a short sentence on a phone |
| bursts | ${habits.bursts.join(' and ')} messages in turn, ${habits.pauseMs / 1_000} s apart | people send two or three short messages in a row |
| an answer | begins ${habits.thinkMs / 1_000} s after the last message | reading and thinking |
| half of the messages | are typed while the other one looks | the two pages overlap for half of their time |
| a page | opens at the list of conversations, is open for ${habits.sessionMs / 60_000} minutes, ${decimal(recorded.messages / recorded.sessions)} messages in it | a look at the phone with a chat in it; one device each |

What cannot be measured without an account is assumed, too: a warm send bills ${send.milliseconds} ms at ${send.memoryGb} GB, another call ${read.milliseconds} ms and a frame
${frame.milliseconds} ms at ${read.memoryGb} GB; ${chat.coldStarts.perThousand} calls in a thousand are cold starts of ${chat.coldStarts.milliseconds} ms; an answer has ${edgeKb} KB, a request ${chat.requestKb} KB, a pushed
frame ${frameKb} KB; a message with its guard takes ${chat.storedKbPerMessage} KB in the table. A send logs ${logBytes.send} bytes, another call ${logBytes.call}, the gateway ${logBytes.gateway} for each; a ping
and a typing frame log nothing unless they fail. Each handshake and each close is counted as a message of the WebSocket API.

## By size

\`npm run cost -- --users N --messages M --online-minutes K --files F\` prints the bill of a month, part by part.

| a month | list price | billed | what to change then |
|---|---|---|---|
${loadTable(units)}

Each user sends 300 messages and 10 files of ${file.kilobytes} KB in the month, has a page open for 300 minutes, and a year of that is
stored. A small server at a flat $5 a month, running one process, is cheaper from ${serverUsers(units, 5)} such users on, one at $10 from
${serverUsers(units, 10)}; it needs somebody who tends it. [performance.md](performance.md) has what one process takes, [scaling.md](scaling.md) what breaks first on AWS.
Not in the table: a domain, WAF, tracing, support, taxes; metrics of Parley beyond the ten that are free (it has 7).

The prices are those of ${prices.asOf}. Compared with stored pages of that year: API Gateway, Lambda on ARM, DynamoDB on demand,
CloudFront and what is always free. Not compared with any page: S3, SQS, data to the internet, backups, Cognito. Check them before relying on the
rows with many users.

## Units per operation

Whole use cases on DynamoDB Local, uncontended, in an existing conversation, including the caller's profile.
DynamoDB Local reports wrong units for transactions. So each write of a transaction is measured alone on a mirror
table and counted as AWS charges it: twice for the item, once for its index entries. The textbook design, with a head item
per member, totals items and sorted heads beside each message, takes 15 to 19 write units a send.

| operation | write units | read units | budget |
|---|---|---|---|
${unitsTable(operations)}

## A million files

What a file of ${file.kilobytes} KB that both users open costs in addition to its message, at list prices. It is transferred between browser and
bucket by signed URLs, and passes through a function only for the check.

| part | per million files |
|---|---|
${files.map(([what, amount]) => `| ${what} | ${perMillion(amount)} |`).join('\n')}
| **together** | **${perMillion(fileSum)}** |

Storing them costs $${(((1_000_000 * file.kilobytes) / 1_024 / 1_024) * prices.objectGbMonth).toFixed(2)} a month for the million. Deleting is free on S3. The function for it is called only for
deleted attachments, since Lambda filters the table's stream, which costs nothing to read. Assumed: ${file.complete.milliseconds} ms at
${file.complete.memoryGb} GB for the check, ${file.create.milliseconds} and ${file.get.milliseconds} ms at ${file.get.memoryGb} GB for the form and for a URL.

## A million notifications

With \`pushContact\` each message starts a function, whether or not its receiver has a device (\`npm run cost -- --devices 1\` adds them to a bill):

| a million messages | list price | billed |
|---|---|---|
${notificationRows(units)}

That is, for each message, an invocation of ${notification.milliseconds} ms at ${notification.memoryGb} GB, most of it waiting for the push service; the reads above; ${notification.kilobytes} KB
to each device, which AWS calls data to the internet; a line of ${notification.logBytes} bytes. Lambda reads the stream for free, and its filter starts the function for new
messages only. Polling the empty queue of postponed notifications takes some ${assumptions.queuePollsMonth.toLocaleString('en')} of the million requests a month that SQS gives
away, $${(assumptions.queuePollsMonth * prices.queueRequest).toFixed(2)} a month without that; a notification that is postponed costs three requests more and another invocation. Push services charge nothing. All but the
reads is assumed; the first million invocations and 400,000 GB-seconds a month are free, and are counted as free here.

## Idle

An open socket costs ${perMillion(prices.socketMinute)} per million minutes, about $${(prices.socketMinute * 60 * 24 * 30).toFixed(3)} a month for one that
is always open. Therefore the site closes it after five minutes in the background. An idle deployment
costs only storage: cents a month for the table, the site's files and logs.
`;
};
