import type { Route } from './route.ts';
import { routes } from './routes.ts';

const byKey = new Map<string, Route>(
  Object.values(routes).map((route) => [`${route.method} ${route.path}`, route]),
);

/** Development only: throws when a response breaks its contract, so that the bug is seen at once. */
export const checkAnswer = (key: string, status: number, body: unknown): void => {
  byKey.get(key)?.responses[status]?.parse(body);
};
