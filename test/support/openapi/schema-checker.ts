import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type {
  Answer,
  JsonSchema,
  OpenApiDocument,
  Reference,
} from '#contracts/openapi/document.ts';

const root = 'https://parley.test/openapi.json';

/** Validates values against the schemas of a document, with a validator independent of zod. */
export const makeSchemaChecker = (document: OpenApiDocument) => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  formats.default(ajv);
  ajv.addFormat('binary', true);
  // The whole document, so that `#/components/…` resolves; its own keywords are not schemas.
  ajv.addVocabulary(['openapi', 'info', 'servers', 'tags', 'paths', 'components']);
  ajv.addSchema(document, root);
  const compiled = new Map<JsonSchema, ValidateFunction>();

  const compile = (schema: JsonSchema): ValidateFunction => {
    const known = compiled.get(schema);
    if (known) return known;
    const absolute = JSON.parse(
      JSON.stringify(schema).replaceAll('"#/components/', `"${root}#/components/`),
    );
    const made = ajv.compile(absolute);
    compiled.set(schema, made);
    return made;
  };

  /** The errors of a value, or an empty list. */
  const check = (schema: JsonSchema, value: unknown): string[] => {
    const validate = compile(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  const answerOf = (answer: Answer | Reference): Answer => {
    if (!('$ref' in answer)) return answer;
    const found = document.components.responses[answer.$ref.split('/').at(-1) ?? ''];
    if (!found) throw new Error(`no response ${answer.$ref}`);
    return found;
  };

  /** The errors of an operation's answer: status, type, body. */
  const checkAnswer = (
    operationId: string,
    given: { status: number; type: string | null; body: unknown },
  ): string[] => {
    const operation = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .find((candidate) => candidate.operationId === operationId);
    const documented = operation?.responses[String(given.status)];
    if (!documented) return [`${operationId} has no status ${given.status}`];
    const { content = {} } = answerOf(documented);
    if (Object.keys(content).length === 0) return given.body === '' ? [] : ['has a body'];
    const schema = content[given.type?.split(';')[0] ?? '']?.schema;
    return schema ? check(schema, given.body) : [`${given.status} has no type ${given.type}`];
  };

  return { compile, check, answerOf, checkAnswer };
};
