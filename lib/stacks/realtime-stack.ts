import type { StackProps } from 'aws-cdk-lib';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { SocketRouteKey } from '#contracts/realtime.ts';
import { socketRoutes } from '#contracts/realtime.ts';
import type { StageConfig } from '../config.ts';
import { together } from '../constructs/binding.ts';
import type { ChatTable } from '../constructs/chat-table.ts';
import { ParleyFunction } from '../constructs/function.ts';
import { FunctionSettings } from '../constructs/function-settings.ts';
import { frameQueries, SavedQueries } from '../constructs/saved-queries.ts';
import { SocketApi } from '../constructs/socket-api.ts';
import type { UploadBucket } from '../constructs/upload-bucket.ts';
import type { ParleyUserPool } from '../constructs/user-pool.ts';
import { socketEndpoints } from '../endpoints/socket-endpoints.ts';

interface RealtimeStackProps extends StackProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
  readonly uploads: UploadBucket;
  readonly identity: ParleyUserPool;
}

/** The WebSocket API with one function per route. */
export class RealtimeStack extends Stack {
  readonly sockets: SocketApi;

  constructor(scope: Construct, id: string, props: RealtimeStackProps) {
    super(scope, id, props);
    const { config, table, uploads, identity } = props;
    this.sockets = new SocketApi(this, 'Sockets', config);
    const settings = new FunctionSettings(this, config);
    const groups: ILogGroup[] = [];
    for (const routeKey of Object.keys(socketRoutes) as SocketRouteKey[]) {
      const name = socketRoutes[routeKey];
      const spec = socketEndpoints[routeKey];
      const backend = spec.backend({ table, uploads, identity, settings, sockets: this.sockets });
      const handler = new ParleyFunction(this, name, {
        ...spec,
        config,
        folder: `functions/websocket/${name}`,
        backend: together(
          backend,
          settings.metrics,
          ...(routeKey === '$connect' ? [settings.viewer] : []),
        ),
      });
      groups.push(handler.logGroup);
      this.sockets.addRoute(routeKey, handler);
    }
    if (config.monitoring) {
      new SavedQueries(this, 'Queries', { config, groups, queries: frameQueries });
    }
    new CfnOutput(this, 'SocketUrl', { value: this.sockets.url });
    // `npm run users` closes sockets at this URL.
    new CfnOutput(this, 'SocketManagementUrl', { value: this.sockets.managementUrl });
  }
}
