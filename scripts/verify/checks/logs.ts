import { type Check, Finding, holds, until } from '../check.ts';
import type { Context } from '../context.ts';
import { leaksIn } from '../report.ts';
import type { StageView } from '../stage-view.ts';

/** Whether this is a log group of Parley; functions of the CDK have other formats. */
const isOurs = (group: string): boolean => !/Files|CustomResource|BucketDeployment/i.test(group);
/** CloudWatch shows a line some seconds after it was written. */
const logMs = 30_000;

interface Logged {
  readonly group: string;
  readonly line: string;
}
const readBefore = new WeakMap<StageView, Promise<readonly Logged[]>>();

const readAll = async ({ stage, startedAt }: Context): Promise<Logged[]> => {
  const all: Logged[] = [];
  for (const group of (await stage.logGroups()).filter(isOurs)) {
    const lines = await stage.logLines(group, startedAt);
    all.push(...lines.filter((line) => line.trim() !== '').map((line) => ({ group, line })));
  }
  return all;
};

/** The log lines of this run: at least one for half of its calls. @throws Finding if there are fewer */
const linesOf = (context: Context): Promise<readonly Logged[]> => {
  const known = readBefore.get(context.stage);
  if (known) return known;
  const reading = (async () => {
    let logged: Logged[] = [];
    const isThere = await until(
      async () => {
        logged = await readAll(context);
        return logged.length >= context.calls() / 2;
      },
      { withinMs: logMs, everyMs: 5_000 },
    );
    if (!isThere && logged.length === 0) throw new Finding('not yet', 'no log line of this run');
    return logged;
  })();
  readBefore.set(context.stage, reading);
  return reading;
};

const isJson = (line: string): boolean => {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
};

export const logChecks: readonly Check[] = [
  {
    id: 'logs.json',
    title: 'logs are JSON, one object per line',
    assumes: 'The functions and the access log write one JSON object per line.',
    remedy:
      'Queries of Logs Insights (docs/runbook.md) skip other lines: check the named log group.',
    needs: ['stage', 'json-logs', 'accounts'],
    run: async (context) => {
      const logged = await linesOf(context);
      const others = logged.filter(({ line }) => !isJson(line));
      const groups = [...new Set(others.map(({ group }) => group))];
      holds(
        others.length === 0,
        `${others.length} of ${logged.length} lines are no JSON, in ${groups.slice(0, 3).join(', ')}`,
      );
      return `${logged.length} lines in ${new Set(logged.map(({ group }) => group)).size} groups`;
    },
  },
  {
    id: 'logs.secrets',
    title: 'logs have no token, password, name or text of this run',
    assumes: 'Nothing secret is logged, neither by the functions nor by the gateways.',
    remedy:
      'This is serious: find the line in the named log group, and delete the log streams after the fix; sign everybody out (docs/runbook.md).',
    needs: ['stage', 'accounts'],
    run: async (context) => {
      const logged = await linesOf(context);
      const { secrets } = context;
      holds(
        secrets.some(({ kind }) => kind === 'token'),
        'the run has no token to search for',
      );
      const byGroup = Map.groupBy(logged, ({ group }) => group);
      for (const [group, lines] of byGroup) {
        const [leak] = leaksIn(`${lines.map(({ line }) => line).join('\n')}\n`, secrets);
        // Reports only the kind of secret, since quoting the line would leak it again.
        holds(leak === undefined, `a ${leak?.split(':')[0]} in ${group}`);
      }
      return `none of ${secrets.length} in ${logged.length} lines`;
    },
  },
];
