import { routeNames } from '#contracts/routes.ts';
import { note } from '../../../test/support/attachments.ts';
import { type Check, Finding, holds, same, until } from '../check.ts';
import type { MetricName, StageAlarm } from '../stage-view.ts';

/** With fewer concurrent functions, busy times are throttled; new accounts have 10. */
const comfortableConcurrency = 100;
/** A generous bound of the units that a run consumes, from docs/cost.md. */
const unitsPer = { call: 12, account: 80 };

/** AWS publishes these metrics only after the first such event; the others with any traffic. */
const rare = /Throttle|IntegrationError|ApproximateNumber|PushFailures/;
const shown = ({ namespace, name }: MetricName): string => `${namespace} ${name}`;

/** The HTTP API publishes its count with any traffic. */
const trafficOf = (alarms: readonly StageAlarm[]): MetricName | undefined => {
  const api = alarms.find(
    ({ metric }) => metric.namespace === 'AWS/ApiGateway' && metric.name === '5xx',
  );
  return api && { ...api.metric, name: 'Count' };
};

export const stageChecks: readonly Check[] = [
  {
    id: 'stage.byte-removal',
    title: 'the object of a deleted message is removed',
    assumes:
      "The table's stream calls the function that removes bytes within a minute of the deletion.",
    remedy:
      'Check stage.stream, the log of remove-bytes, and the dead-letter queue (docs/runbook.md).',
    needs: ['stage', 'accounts'],
    run: async ({ call, people, stage, uploads, waitMs }) => {
      const removalMs = 3 * waitMs;
      const { ada, conversationId } = await people.shared();
      const id = await uploads.attach(ada, note('to be removed'));
      const sent = await call('POST', `/conversations/${conversationId}/messages`, {
        token: ada.token,
        json: { attachment_ids: [id] },
      });
      same('status of the send', sent.status, 201);
      holds(await stage.hasObject(`att/${id}`), 'no object under att/ after the send');
      const deleted = await call('DELETE', `/messages/${sent.body.id}`, { token: ada.token });
      same('status of the deletion', deleted.status, 204);
      const start = performance.now();
      const isGone = await until(async () => !(await stage.hasObject(`att/${id}`)), {
        withinMs: removalMs,
        everyMs: 500,
      });
      holds(isGone, `the object is there ${removalMs / 1_000} s after the deletion`);
      return `gone ${((performance.now() - start) / 1_000).toFixed(1)} s after the deletion`;
    },
  },
  {
    id: 'stage.stream',
    title: 'the stream is connected to its function',
    assumes: 'The event source mapping is enabled, and its last batch succeeded.',
    remedy: 'Enable the mapping of remove-bytes; after failures see docs/runbook.md, dead letters.',
    needs: ['stage'],
    run: async ({ stage }) => {
      const { state, lastResult } = await stage.stream();
      same('state', state, 'Enabled');
      holds(!/PROBLEM|error|denied/i.test(lastResult ?? ''), `last result: ${lastResult}`);
      return `${state}, last result: ${lastResult ?? 'none yet'}`;
    },
  },
  {
    id: 'stage.dead-letters',
    title: 'no work of a function has failed for good',
    assumes: 'The dead-letter queue is empty.',
    remedy:
      'npm run dead-letters lists its messages with the reasons, and with --replay runs them again (docs/runbook.md).',
    needs: ['stage'],
    run: async ({ stage }) => {
      const count = await stage.deadLetters();
      if (count > 0) throw new Finding('warning', `${count} messages in it`);
      return 'empty';
    },
  },
  {
    id: 'stage.time-to-live',
    title: 'expired items are deleted',
    assumes: 'Time to live is on for the attribute ttl.',
    remedy:
      'Otherwise tickets, counters and connections stay for ever: deploy the data stack again.',
    needs: ['stage', 'time-to-live'],
    run: async ({ stage }) => {
      const { status, attribute } = await stage.timeToLive();
      same('attribute', attribute, 'ttl');
      if (status === 'ENABLING') throw new Finding('not yet', 'it is being enabled');
      same('status', status, 'ENABLED');
      return `${status} for ${attribute}`;
    },
  },
  {
    id: 'stage.bucket',
    title: 'the bucket is blocked for the public and encrypted',
    assumes: 'All four blocks of public access are on; objects are encrypted.',
    remedy: 'Block public access of the bucket at once, then deploy the data stack again.',
    needs: ['stage'],
    run: async ({ stage }) => {
      const { isPublicAccessBlocked, isEncrypted } = await stage.bucket();
      holds(isPublicAccessBlocked, 'public access is not blocked in all four ways');
      holds(isEncrypted, 'no default encryption');
      return 'blocked and encrypted';
    },
  },
  {
    id: 'stage.restorable',
    title: 'a protected table can be restored to any point of 35 days',
    assumes: 'Point-in-time recovery is on where protectData is.',
    remedy: 'Turn on point-in-time recovery of the table, or deploy the data stack again.',
    needs: ['stage', 'recovery'],
    run: async ({ stage }) => {
      const isRestorable = await stage.isRestorable();
      if (!stage.config.protectData)
        return `not asked for by the settings; it is ${isRestorable ? 'on' : 'off'}`;
      holds(isRestorable, 'point-in-time recovery is off');
      return 'on';
    },
  },
  {
    id: 'stage.alarms',
    title: 'alarms watch metrics that exist',
    assumes: 'Namespace, name and dimensions of each alarm are those that AWS publishes.',
    remedy:
      'New metrics are listed up to 15 minutes after the first traffic: run the check again. An alarm whose metric stays unknown never fires: compare its names with the documentation of the service (lib/metrics.ts).',
    needs: ['stage', 'monitoring'],
    run: async ({ stage }) => {
      const alarms = await stage.alarms();
      holds(alarms.length > 0, 'there are no alarms');
      const unknown: StageAlarm[] = [];
      for (const alarm of alarms) if (!(await stage.isPublished(alarm.metric))) unknown.push(alarm);
      const names = unknown.map(({ name, metric }) => `${name} (${shown(metric)})`).join(', ');
      const traffic = trafficOf(alarms);
      const hasTraffic = traffic !== undefined && (await stage.isPublished(traffic));
      const wrong = unknown.some(
        ({ metric }) => metric.namespace === traffic?.namespace && !rare.test(metric.name),
      );
      holds(!(hasTraffic && wrong), `there is traffic, but nothing of ${names}`);
      if (unknown.length > 0) throw new Finding('not yet', `nothing published for ${names}`);
      return `${alarms.length} alarms`;
    },
  },
  {
    id: 'stage.alarm-mail',
    title: 'somebody gets the alarms',
    assumes: 'Each alarm has a topic, and its e-mail address is confirmed.',
    remedy:
      'Set alarmEmail for the stage in cdk.json and deploy; then click the link in the mail of AWS Notifications.',
    needs: ['stage', 'monitoring'],
    run: async ({ stage }) => {
      if (stage.config.alarmEmail === undefined) {
        throw new Finding('warning', 'no alarmEmail: alarms are only seen in the console');
      }
      const alarms = await stage.alarms();
      const mute = alarms.filter(({ actions }) => actions.length === 0).map(({ name }) => name);
      holds(mute.length === 0, `no topic: ${mute.join(', ')}`);
      const topics = [...new Set(alarms.flatMap(({ actions }) => actions))];
      const all = (await Promise.all(topics.map((topic) => stage.subscriptions(topic)))).flat();
      holds(all.length > 0, 'the topic has no subscription');
      const waiting = all.filter(({ isConfirmed }) => !isConfirmed);
      if (waiting.length > 0)
        throw new Finding('warning', `${waiting.length} of ${all.length} addresses not confirmed`);
      return `${alarms.length} alarms to ${all.length} confirmed address`;
    },
  },
  {
    id: 'stage.budget',
    title: 'a budget sends a mail before the month exceeds it',
    assumes: 'The budget of the settings exists; its e-mails need no confirmation.',
    remedy: 'Set alarmEmail and monthlyBudgetUsd for the stage in cdk.json, and deploy.',
    needs: ['stage', 'monitoring'],
    run: async ({ stage }) => {
      const { alarmEmail, monthlyBudgetUsd } = stage.config;
      if (alarmEmail === undefined || monthlyBudgetUsd === 0) {
        throw new Finding('warning', 'no budget: nobody is warned before a high bill');
      }
      const budgets = await stage.budgets();
      holds(budgets.length > 0, 'the settings have a budget, the stage has none');
      return `${budgets.join(', ')}: $${monthlyBudgetUsd} a month`;
    },
  },
  {
    id: 'stage.units',
    title: 'the table consumes as many units as measured',
    assumes: `At most ${unitsPer.call} read and write units a call on average, and ${unitsPer.account} write units a new account (docs/cost.md).`,
    remedy:
      'Other use of the stage counts too, so run this on a quiet stage. Otherwise compare ConsumedWriteCapacityUnits with docs/cost.md and report it, since AWS bills these units.',
    needs: ['stage', 'aws'],
    run: async ({ calls, people, stage, startedAt }) => {
      const used = await stage.consumed(startedAt);
      if (used === null)
        throw new Finding('not yet', 'CloudWatch has no figures of the last minutes');
      const max = unitsPer.call * calls() + unitsPer.account * people.all().length;
      const seen = `${used.write} write and ${used.read} read units in ${calls()} calls`;
      if (used.write > max || used.read > max)
        throw new Finding('warning', `${seen}, expected at most ${max}`);
      return seen;
    },
  },
  {
    id: 'stage.concurrency',
    title: 'enough functions may run at once',
    assumes: 'The account has more than the 10 concurrent functions of a new one.',
    remedy:
      'With 10, about ten concurrent users get 503 or 429, and clients retry; reserved concurrency is impossible. Ask for 1,000 in Service Quotas (Lambda, L-B99A9384): free, takes minutes to days.',
    needs: ['stage', 'aws'],
    run: async ({ stage }) => {
      const limit = await stage.concurrency();
      if (limit < comfortableConcurrency) throw new Finding('warning', `${limit} at once`);
      return `${limit} at once`;
    },
  },
];

export const lastChecks: readonly Check[] = [
  {
    id: 'stage.every-route',
    title: 'every route has answered with success',
    assumes: 'Each function has the rights that it needs.',
    remedy: 'The check of the area says more; the log of the function names a missing right.',
    needs: ['accounts'],
    run: async ({ people, reached }) => {
      const missed = routeNames.filter((name) => !reached.has(name));
      const isPart =
        missed.length > routeNames.length / 3 || !people.all().some(({ isOwn }) => isOwn);
      if (isPart)
        throw new Finding(
          'skipped',
          `only a part of the checks ran: ${reached.size} routes were called`,
        );
      holds(missed.length === 0, `no success of ${missed.join(', ')}`);
      return `${routeNames.length} routes`;
    },
  },
];
