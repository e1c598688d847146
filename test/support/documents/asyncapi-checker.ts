import specs from '@asyncapi/specs';
import { Ajv, type AnySchema } from 'ajv';
import formats from 'ajv-formats';
import type { AsyncApiDocument } from '#contracts/asyncapi/document.ts';

const makeAjv = () => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  return ajv;
};

const wordsOf = (errors: Ajv['errors']): string[] =>
  (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

/** Validates AsyncAPI documents against the schema of the AsyncAPI initiative. */
export const makeDocumentChecker = () => {
  const validate = makeAjv().compile({ ...specs.schemasWithoutId['3.0.0'] } as AnySchema);
  return (document: object): string[] => (validate(document) ? [] : wordsOf(validate.errors));
};

/** Validates payloads against the schemas of a document: returns a list of errors. */
export const makePayloadChecker = (document: AsyncApiDocument) => {
  const ajv = makeAjv();
  ajv.addSchema(document, 'parley');
  return (key: string, payload: unknown): string[] => {
    const validate = ajv.getSchema(`parley#/components/messages/${key}/payload`);
    if (!validate) throw new Error(`no message ${key}`);
    return validate(payload) ? [] : wordsOf(validate.errors);
  };
};

const at = (document: object, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], document);

/** All references in a document without a target. */
export const brokenReferences = (document: object): string[] =>
  [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)]
    .map(([, ref = '']) => ref)
    .filter((ref) => !ref.startsWith('#/') || at(document, ref) === undefined);
