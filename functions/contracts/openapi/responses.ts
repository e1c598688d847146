import { isRefusedWhileReadOnly } from '../archive/read-only.ts';
import type { ErrorCode } from '../errors.ts';
import { errorStatus, GatewayError, Problem } from '../errors.ts';
import type { Route } from '../route.ts';
import type {
  Answer,
  Content,
  Example,
  Header,
  JsonSchema,
  MediaType,
  Reference,
} from './document.ts';
import { errorMeanings, gatewayMessages, problemExample, statusWords } from './errors.ts';
import { makeExamples } from './examples.ts';
import { publish } from './publish.ts';
import type { SchemaCollector } from './schemas.ts';

const takesInput = ({ params, query, body }: Route): boolean =>
  params !== undefined || query !== undefined || body !== undefined;

/** All error codes of a route: its own and those that apply to every such route. */
export const codesOf = (route: Route): readonly ErrorCode[] => [
  ...new Set<ErrorCode>([
    ...route.errors,
    ...(route.body ? (['payload_too_large'] as const) : []),
    ...(route.access === 'bearer' && route.method !== 'GET'
      ? (['too_many_requests'] as const)
      : []),
    ...(takesInput(route) ? (['validation_failed'] as const) : []),
    'internal_error',
    ...(isRefusedWhileReadOnly(route) ? (['read_only'] as const) : []),
    'busy',
  ]),
];

/** Error statuses that the gateway itself may return for a route. */
export const gatewayStatusesOf = ({ access, body }: Route): readonly number[] => [
  ...(access === 'bearer' ? [401] : []),
  ...(body ? [413] : []),
  429,
  500,
  503,
];

const retryAfter: Header = {
  description: 'Seconds to wait.',
  schema: { type: 'integer', minimum: 1 },
};

const errorHeaders = (codes: readonly ErrorCode[], gateway: number | undefined) => ({
  ...(codes.some((code) => [429, 503].includes(errorStatus[code])) && {
    'Retry-After': retryAfter,
  }),
  ...(gateway === 401 && {
    'WWW-Authenticate': {
      description: 'The reason why the token is rejected.',
      schema: { type: 'string' },
    },
  }),
  ...(codes.includes('method_not_allowed') && {
    Allow: { description: 'The methods of this path.', schema: { type: 'string' } },
  }),
});

const pascal = (code: string): string =>
  code.replace(/(^|_)(\w)/g, (_match, _start, letter: string) => letter.toUpperCase());

const problemContent = (codes: readonly ErrorCode[], schemas: SchemaCollector): Content => {
  if (codes.length === 0) return {};
  const examples = codes.map((code): [string, Example] => {
    const summary = errorMeanings[code];
    return [code, { ...(summary && { summary }), value: problemExample(code) }];
  });
  const only: JsonSchema = { properties: { code: { enum: [...codes] } } };
  const schema = { allOf: [publish(schemas.answered(Problem)), only] };
  return { 'application/problem+json': { schema, examples: Object.fromEntries(examples) } };
};

const gatewayContent = (status: number | undefined, schemas: SchemaCollector): Content => {
  if (status === undefined) return {};
  const value = { message: gatewayMessages[status] };
  const example: Example = { summary: 'Returned by the gateway in front of the API.', value };
  return {
    'application/json': { schema: schemas.answered(GatewayError), examples: { gateway: example } },
  };
};

/** Merges two bodies of the same status and type into `anyOf`. */
const either = (one: MediaType | undefined, other: MediaType | undefined): MediaType => {
  if (!one || !other) return one ?? other ?? { schema: {} };
  const { example, ...rest } = one;
  return {
    schema: { anyOf: [rest.schema, other.schema] },
    examples: { ...(example !== undefined && { answer: { value: example } }), ...other.examples },
  };
};

const merge = (one: Content = {}, other: Content = {}): Content =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((type) => [
      type,
      either(one[type], other[type]),
    ]),
  );

/** Documents the responses of routes. Error responses that several routes share become components. */
export class ResponseWriter {
  readonly shared = new Map<string, Answer>();
  private readonly schemas: SchemaCollector;

  constructor(schemas: SchemaCollector) {
    this.schemas = schemas;
  }

  of(route: Route): Record<string, Answer | Reference> {
    const answers: Record<string, Answer | Reference> = {};
    for (const [status, schema] of Object.entries(route.responses)) {
      answers[status] = this.success(Number(status), schema, route.bytes);
    }
    const gateway = gatewayStatusesOf(route);
    const codes = codesOf(route);
    const statuses = new Set([...codes.map((code) => errorStatus[code]), ...gateway]);
    for (const status of statuses) {
      const given = codes.filter((code) => errorStatus[code] === status);
      const answer = this.error(status, given, gateway.includes(status) ? status : undefined);
      const success = answers[status] as Answer | undefined;
      answers[status] = success
        ? { ...answer, ...success, content: merge(success.content, answer.content) }
        : this.share(answer, given, gateway.includes(status) ? status : undefined);
    }
    return answers;
  }

  /** Adds an error response that belongs to no single operation. */
  addShared(code: ErrorCode): void {
    this.share(this.error(errorStatus[code], [code], undefined), [code], undefined);
  }

  private success(
    status: number,
    schema: Route['responses'][number],
    bytes: readonly string[] = [],
  ): Answer {
    const description = statusWords[status] ?? 'Answer';
    const location = {
      description: 'URL of the resource.',
      schema: { type: 'string', format: 'uri' },
    };
    const headers = status >= 300 && status < 400 ? { headers: { Location: location } } : {};
    if (status === 200 && bytes.length > 0) {
      const binary: MediaType = {
        schema: { type: 'string', format: 'binary' },
        example: 'The bytes of the file.',
      };
      return { description, content: Object.fromEntries(bytes.map((type) => [type, binary])) };
    }
    if (!schema) return { description, ...headers };
    const json = this.schemas.answered(schema);
    const example = makeExamples((found) => this.schemas.resolve(found), 'answered')(json);
    const content = { 'application/json': { schema: publish(json), example } };
    return { description, ...headers, content };
  }

  private error(status: number, codes: readonly ErrorCode[], gateway: number | undefined): Answer {
    const headers = errorHeaders(codes, gateway);
    return {
      description: statusWords[status] ?? 'Error',
      ...(Object.keys(headers).length > 0 && { headers }),
      content: merge(problemContent(codes, this.schemas), gatewayContent(gateway, this.schemas)),
    };
  }

  private share(
    answer: Answer,
    codes: readonly ErrorCode[],
    gateway: number | undefined,
  ): Reference {
    const parts = [...codes].sort().map(pascal);
    const name = [...parts, ...(gateway ? [`Gateway${gateway}`] : [])].join('Or');
    this.shared.set(name, answer);
    return { $ref: `#/components/responses/${name}` };
  }
}
