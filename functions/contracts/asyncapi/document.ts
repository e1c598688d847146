import type { JsonSchema } from '../openapi/document.ts';

export interface Reference {
  readonly $ref: string;
}

export interface AsyncMessage {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly payload: JsonSchema;
  readonly examples: readonly { readonly name: string; readonly payload: object }[];
}

export interface AsyncOperation {
  /** From the server's point of view. */
  readonly action: 'send' | 'receive';
  readonly summary: string;
  readonly channel: Reference;
  readonly messages: readonly Reference[];
  readonly reply?: { readonly channel: Reference; readonly messages: readonly Reference[] };
}

export interface AsyncServer {
  readonly host: string;
  readonly protocol: 'ws' | 'wss';
  readonly description: string;
  readonly security: readonly Reference[];
  readonly variables?: Readonly<Record<string, { readonly description: string }>>;
}

export interface AsyncChannel {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  readonly messages: Readonly<Record<string, Reference>>;
  readonly bindings: {
    readonly ws: {
      readonly method: 'GET';
      readonly query: JsonSchema;
      readonly bindingVersion: string;
    };
  };
}

/** An AsyncAPI 3.0 document: only the fields that the generator writes. */
export interface AsyncApiDocument {
  readonly asyncapi: string;
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly description: string;
    readonly license: { readonly name: string };
  };
  readonly defaultContentType: string;
  readonly servers: Readonly<Record<string, AsyncServer>>;
  readonly channels: { readonly socket: AsyncChannel };
  readonly operations: Readonly<Record<string, AsyncOperation>>;
  readonly components: {
    readonly messages: Readonly<Record<string, AsyncMessage>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}
