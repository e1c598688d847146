import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';

/** Writes all logs of an account's functions to a file for the test of logs; returns their lines. */
export const saveLogs = async (record: string): Promise<string[]> => {
  const client = new CloudWatchLogsClient({});
  const lines: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName } of logGroups) {
      const asked = { logGroupName };
      for await (const { events = [] } of paginateFilterLogEvents({ client }, asked)) {
        lines.push(...events.map(({ message = '' }) => message.trimEnd()));
      }
    }
  }
  mkdirSync(join(record, 'logs'), { recursive: true });
  writeFileSync(join(record, 'logs', 'functions.log'), `${lines.join('\n')}\n`);
  return lines;
};
