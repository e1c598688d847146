import type { OpenApiDocument, Operation } from '#contracts/openapi/document.ts';
import type { Route } from '#contracts/route.ts';

/** A valid request, made of the examples in the documentation. */
export interface ExampleRequest {
  readonly method: string;
  /** With `/api`. */
  readonly path: string;
  readonly pathParameters: Record<string, string>;
  /** Without `?`; empty if nothing is required. */
  readonly query: string;
  readonly json: unknown;
}

const requiredIn = ({ parameters = [] }: Operation, place: 'path' | 'query') =>
  Object.fromEntries(
    parameters
      .filter((parameter) => parameter.in === place && parameter.required)
      .map(({ name, example }) => [name, String(example)]),
  );

export const exampleRequest = (document: OpenApiDocument, route: Route): ExampleRequest => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()];
  if (!operation) throw new Error(`${route.method} ${route.path} is not documented`);
  const pathParameters = requiredIn(operation, 'path');
  return {
    method: route.method,
    path: route.path.replace(/\{([^}]+)\}/g, (_match, name: string) => pathParameters[name] ?? ''),
    pathParameters,
    query: new URLSearchParams(requiredIn(operation, 'query')).toString(),
    json: operation.requestBody?.content['application/json']?.example,
  };
};
