import type { OutlineOperation } from './outline.ts';

/** Quotes a text for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const filledPath = ({ path, parameters }: OutlineOperation): string =>
  path.replace(/\{([^}]+)\}/g, (_match, name: string) => {
    const example = parameters.find((parameter) => parameter.name === name)?.example;
    return encodeURIComponent(String(example ?? name));
  });

const queryOf = ({ parameters }: OutlineOperation): string => {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, example }): [string, string] => [name, String(example ?? '')]);
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
};

const formParts = (example: unknown): string[] =>
  Object.entries((example ?? {}) as Record<string, unknown>).map(
    ([name, value]) => `-d ${quoted(`${name}=${encodeURIComponent(String(value))}`)}`,
  );

/** JSON, indented like the command's options. */
const indented = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');

const bodyParts = ({ body }: OutlineOperation): string[] => {
  const [type = '', media] = Object.entries(body?.content ?? {})[0] ?? [];
  if (!media) return [];
  if (type === 'application/x-www-form-urlencoded') return formParts(media.example);
  return [`-H 'content-type: application/json'`, `-d ${quoted(indented(media.example))}`];
};

/** The operation as a shell command; the token is in `$TOKEN`. */
export const curlOf = (operation: OutlineOperation, origin: string): string => {
  const { method, token } = operation;
  const sent = bodyParts(operation);
  const isImplied = method === (sent.length > 0 ? 'POST' : 'GET');
  const url = quoted(`${origin}${filledPath(operation)}${queryOf(operation)}`);
  return [
    `curl ${isImplied ? '' : `-X ${method} `}${url}`,
    ...(token === 'required' ? [`-H "authorization: Bearer $TOKEN"`] : []),
    ...sent,
  ].join(' \\\n  ');
};
