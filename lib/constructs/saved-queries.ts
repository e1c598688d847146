import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';

interface Query {
  readonly fields: string[];
  readonly filterStatements?: string[];
  readonly statsStatements?: string[];
  readonly sort?: string;
  readonly limit?: number;
}

/** A query may read 50 log groups at most. */
const maxGroups = 50;

/**
 * Saved queries of CloudWatch Logs Insights, named `Parley <stage>/<title>`. They cost nothing until they run. With
 * more groups than a query may read, each query exists several times, as `<title> (2)` and so on.
 */
export class SavedQueries extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      config: StageConfig;
      groups: readonly ILogGroup[];
      queries: Readonly<Record<string, Query>>;
    },
  ) {
    super(scope, id);
    const { stage, endpoint } = props.config;
    // MiniStack's CloudFormation refuses a template with AWS::Logs::QueryDefinition.
    if (endpoint !== null) return;
    for (let start = 0; start < props.groups.length; start += maxGroups) {
      const part = start === 0 ? '' : ` (${start / maxGroups + 1})`;
      for (const [title, query] of Object.entries(props.queries)) {
        new QueryDefinition(this, `${title}${part}`.replaceAll(/\W/g, ''), {
          queryDefinitionName: `Parley ${stage}/${title}${part}`,
          queryString: new QueryString({ sort: '@timestamp desc', limit: 100, ...query }),
          logGroups: props.groups.slice(start, start + maxGroups),
        });
      }
    }
  }
}

const about = ['@timestamp', 'route', 'status', 'code', 'duration_ms', 'request_id'];

/** Queries over the logs of the HTTP API's functions. */
export const requestQueries: Readonly<Record<string, Query>> = {
  'Errors and busy answers': {
    fields: [...about, 'message', 'error.name', 'error.message', 'reason'],
    filterStatements: ['level in ["ERROR", "WARN"]'],
  },
  'One request': {
    fields: [...about, '@message'],
    filterStatements: ['request_id = "REQUEST_ID"'],
  },
  'Refusals by route and code': {
    fields: ['route', 'code'],
    filterStatements: ['status >= 400'],
    statsStatements: ['count(*) as refusals by route, status, code'],
    sort: 'refusals desc',
  },
  'Slowest routes': {
    fields: ['route', 'duration_ms'],
    filterStatements: ['message = "request"'],
    statsStatements: [
      'count(*) as requests, pct(duration_ms, 50) as p50, pct(duration_ms, 99) as p99 by route',
    ],
    sort: 'p99 desc',
  },
};

/** Queries over the logs of the WebSocket API's functions. */
export const frameQueries: Readonly<Record<string, Query>> = {
  'Frames that failed': {
    fields: ['@timestamp', 'route', 'status', 'connection_id', 'error.message', 'reason'],
    filterStatements: ['level in ["ERROR", "WARN"] or status >= 400'],
  },
  'Handshakes by status': {
    fields: ['route', 'status'],
    filterStatements: ['route = "$connect"'],
    statsStatements: ['count(*) as handshakes by status'],
    sort: 'handshakes desc',
  },
};

/** Queries over the log of the removal of bytes. */
export const removalQueries: Readonly<Record<string, Query>> = {
  'Removals that failed': {
    fields: ['@timestamp', 'id', 'error.name', 'error.message', 'reason'],
    filterStatements: ['level in ["ERROR", "WARN"]'],
  },
};

/** Queries over the log of account events. */
export const auditQueries: Readonly<Record<string, Query>> = {
  'Account events of a user': {
    fields: ['@timestamp', 'type', 'reason', 'address', 'device', 'count'],
    filterStatements: ['user_id = "USER_ID"'],
  },
  'Refused sign-ins by address': {
    fields: ['address'],
    filterStatements: ['type = "sign_in_refused"'],
    statsStatements: ['count(*) as refusals, count_distinct(user_id) as users by address'],
    sort: 'refusals desc',
  },
};
