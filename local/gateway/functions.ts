import type { Context } from 'aws-lambda';
import type { SocketRouteKey } from '#contracts/realtime.ts';
import { socketRoutes } from '#contracts/realtime.ts';
import type { RouteName } from '#contracts/routes.ts';
import { folderOf, routeNames } from '#contracts/routes.ts';

/** A function as the gateway sees it: an event in, a result out. */
export type Invoke = (event: unknown) => Promise<unknown>;

/** No function uses the id of its invocation: the event has one of the request. */
const contextOf = (functionName: string): Context =>
  ({
    functionName,
    functionVersion: '$LATEST',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => 30_000,
  }) as Context;

const load = async (folder: string): Promise<Invoke> => {
  const module = (await import(`../../functions/${folder}/handler.ts`)) as {
    handler: (event: unknown, context: Context) => Promise<unknown>;
  };
  return (event) => module.handler(event, contextOf(folder));
};

/** The handler of a trigger, which takes its events from a table or a queue. */
export const loadTrigger = (name: string): Promise<Invoke> => load(`triggers/${name}`);

const loadAll = async <K extends string>(
  entries: readonly (readonly [K, string])[],
): Promise<Map<K, Invoke>> =>
  new Map(
    await Promise.all(entries.map(async ([key, folder]) => [key, await load(folder)] as const)),
  );

/** The handlers of the route table and `$default`. */
export const loadHttpFunctions = (): Promise<Map<RouteName | '$default', Invoke>> =>
  loadAll([
    ...routeNames.map((name) => [name, `http/${folderOf(name)}`] as const),
    ['$default', 'http/default'] as const,
  ]);

export const loadSocketFunctions = (): Promise<Map<SocketRouteKey, Invoke>> =>
  loadAll(
    (Object.keys(socketRoutes) as SocketRouteKey[]).map(
      (key) => [key, `websocket/${socketRoutes[key]}`] as const,
    ),
  );
