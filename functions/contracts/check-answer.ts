import type { Route } from './route.ts';
import { routes } from './routes.ts';

const byKey = new Map<string, Route>(
  Object.values(routes).map((route) => [`${route.method} ${route.path}`, route]),
);

/** Development only: an answer that breaks its contract is a bug to see at once. */
export const checkAnswer = (key: string, status: number, body: unknown): void => {
  byKey.get(key)?.responses[status]?.parse(body);
};
