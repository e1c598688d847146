import type * as z from 'zod';
import type { ErrorCode } from './errors.ts';

export type BodyType = 'json' | 'form' | 'multipart';

/** One HTTP endpoint: the single source for CDK routes, local gateway, site, OpenAPI and tests. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the `/api` prefix, without a trailing slash; parameters in braces. */
  readonly path: `/api/${string}`;
  /** `bearer`: the gateway refuses a call without a valid access token before any function runs. */
  readonly access: 'public' | 'bearer';
  readonly tag:
    | 'auth'
    | 'users'
    | 'conversations'
    | 'messages'
    | 'attachments'
    | 'realtime'
    | 'notifications'
    | 'admin'
    | 'system';
  readonly summary: string;
  /**
   * Marks a route for mailbox clients (docs/compatibility.md): the name of its counterpart for
   * conversations. Its handler is under `functions/http/mailbox`.
   */
  readonly twinOf?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: {
    readonly schema: z.ZodType;
    readonly types: readonly BodyType[];
    /** Maximum of a JSON or form body; default `limits.body.jsonBytes`. Larger bodies are refused unread. */
    readonly maxBytes?: number;
    /** Files of a multipart form, in addition to the fields of `schema`. */
    readonly files?: z.ZodType;
    /** Treats a missing body as `{}` instead of 422. */
    readonly optional?: boolean;
  };
  /**
   * Also counts against the user's limit of profile changes or of searches. All routes but GET count against
   * that of writes.
   */
  readonly rate?: 'profile' | 'search';
  /** Body by status; `null` for a response without a body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  /** Content types of a 200 response that is bytes, not JSON. */
  readonly bytes?: readonly string[];
  /** Errors of this endpoint, in addition to those of every endpoint (422, 500, 503). */
  readonly errors: readonly ErrorCode[];
}

/** Preserves the literal types of a route. */
export const route = <const R extends Route>(definition: R): R => definition;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;

export type ParamsOf<R extends Route> = Parsed<R['params']>;
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type BodyOf<R extends Route> = R extends { body: { schema: infer S } }
  ? Parsed<S>
  : undefined;

export type FilesOf<R extends Route> = R extends { body: { files: infer S } }
  ? Parsed<S>
  : undefined;

/** Input types, before defaults and transforms. */
export type ParamsInput<R extends Route> = Sent<R['params']>;
export type QueryInput<R extends Route> = Sent<R['query']>;
export type BodyInput<R extends Route> = R extends { body: { schema: infer S } }
  ? Sent<S>
  : undefined;

/** All success responses of a route, as a union over its statuses. */
export type ReplyOf<R extends Route> = {
  [S in keyof R['responses'] & number]: {
    readonly status: S;
    readonly body: R['responses'][S] extends z.ZodType ? z.output<R['responses'][S]> : null;
  };
}[keyof R['responses'] & number];

export type AnswerOf<R extends Route> = ReplyOf<R>['body'];
