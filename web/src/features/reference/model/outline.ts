import type {
  Answer,
  MediaType,
  OpenApiDocument,
  Operation,
  Parameter,
  Reference,
} from '#contracts/openapi/document.ts';

/** One error: a Parley code, or an error of the gateway (`code` is null). */
export interface ErrorRow {
  readonly status: string;
  readonly code: string | null;
  readonly meaning: string;
}

export interface SuccessRow {
  readonly status: string;
  readonly description: string;
  readonly media?: MediaType;
}

export interface OutlineOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly token: 'required' | 'optional' | 'none';
  readonly parameters: readonly Parameter[];
  readonly body?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, MediaType>>;
  };
  readonly successes: readonly SuccessRow[];
  /** Without the errors that all operations have. */
  readonly errors: readonly ErrorRow[];
}

export interface OutlineSection {
  readonly tag: string;
  readonly description: string;
  readonly operations: readonly OutlineOperation[];
}

export interface Outline {
  readonly sections: readonly OutlineSection[];
  readonly commonErrors: readonly ErrorRow[];
}

const isSuccess = (status: string): boolean => Number(status) < 400;

const tokenOf = ({ security }: Operation): OutlineOperation['token'] => {
  const needs = security.filter((scheme) => 'bearer' in scheme).length;
  if (needs === 0) return 'none';
  return needs === security.length ? 'required' : 'optional';
};

const messageOf = (value: unknown): string =>
  String((value as { message?: unknown })?.message ?? '');

const errorRows = (status: string, { content = {} }: Answer): ErrorRow[] => {
  const problems = Object.entries(content['application/problem+json']?.examples ?? {});
  const gateway = content['application/json']?.examples?.['gateway'];
  return [
    ...problems.map(([code, { summary }]) => ({ status, code, meaning: summary ?? '' })),
    ...(gateway ? [{ status, code: null, meaning: messageOf(gateway.value) }] : []),
  ];
};

const keyOf = ({ status, code }: ErrorRow): string => `${status} ${code}`;

/** The document in reading order, with all references resolved. */
export const outlineOf = (document: OpenApiDocument): Outline => {
  const follow = (answer: Answer | Reference): Answer => {
    if (!('$ref' in answer)) return answer;
    const name = answer.$ref.split('/').at(-1) ?? '';
    return document.components.responses[name] ?? { description: '' };
  };
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const answers = Object.entries(operation.responses).map(
        ([status, answer]) => [status, follow(answer)] as const,
      );
      return {
        path,
        method: method.toUpperCase(),
        operation,
        answers,
        errors: answers.flatMap(([status, answer]) => errorRows(status, answer)),
      };
    }),
  );
  const counts = new Map<string, number>();
  for (const row of all.flatMap(({ errors }) => errors)) {
    counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  }
  const isCommon = (row: ErrorRow): boolean => counts.get(keyOf(row)) === all.length;
  const operations = all.map(({ path, method, operation, answers, errors }) => ({
    tag: operation.tags[0] ?? '',
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    token: tokenOf(operation),
    parameters: operation.parameters ?? [],
    ...(operation.requestBody && { body: operation.requestBody }),
    successes: answers
      .filter(([status]) => isSuccess(status))
      .map(([status, { description, content }]) => {
        const media = content?.['application/json'];
        return { status, description, ...(media && { media }) };
      }),
    errors: errors.filter((row) => !isCommon(row)),
  }));
  return {
    commonErrors: (all[0]?.errors ?? []).filter(isCommon),
    sections: document.tags.map(({ name, description }) => ({
      tag: name,
      description,
      operations: operations.filter(({ tag }) => tag === name),
    })),
  };
};

/** Operations that contain these words in their id, path or summary. */
export const filterSections = (
  sections: readonly OutlineSection[],
  typed: string,
): readonly OutlineSection[] => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return sections;
  const matches = ({ id, method, path, summary }: OutlineOperation): boolean => {
    const text = `${id} ${method} ${path} ${summary}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
  return sections
    .map((section) => ({ ...section, operations: section.operations.filter(matches) }))
    .filter(({ operations }) => operations.length > 0);
};
