import type { AnswerOf, BodyInput, ParamsInput, QueryInput, Route } from '#contracts/route.ts';
import type { routes } from '#contracts/routes.ts';

type Table = typeof routes;
type KeyOf<R extends Route> = `${R['method']} ${R['path']}`;

/** The route table by `METHOD /path`. Types only, so that no schema gets into the first bundle. */
export type RoutesByKey = { [N in keyof Table as KeyOf<Table[N]>]: Table[N] };
export type RouteKey = keyof RoutesByKey;
type KeysWith<A extends Route['access']> = {
  [K in RouteKey]: RoutesByKey[K]['access'] extends A ? K : never;
}[RouteKey];
export type BearerKey = KeysWith<'bearer'>;

type Parts<R extends Route> = {
  params: ParamsInput<R>;
  query: QueryInput<R>;
  body: BodyInput<R>;
};
type Used<R extends Route> = {
  [P in keyof Parts<R> as Parts<R>[P] extends undefined ? never : P]: Parts<R>[P];
};
type Relaxed<T> = { [P in keyof T as object extends T[P] ? never : P]: T[P] } & {
  [P in keyof T as object extends T[P] ? P : never]?: T[P];
};

/** The input of a route's call: exactly the parts that its contract has. */
export type InputOf<K extends RouteKey> = Relaxed<Used<RoutesByKey[K]>>;
export type CallArguments<K extends RouteKey> =
  object extends InputOf<K>
    ? [input?: InputOf<K>, signal?: AbortSignal]
    : [input: InputOf<K>, signal?: AbortSignal];
export type Answer<K extends RouteKey> = AnswerOf<RoutesByKey[K]>;
