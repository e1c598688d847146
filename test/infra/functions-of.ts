import type { Template } from 'aws-cdk-lib/assertions';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, string[]>>;
}

export interface FoundFunction {
  readonly id: string;
  /** Such as `functions/http/post-message`. */
  readonly folder: string;
  readonly properties: Record<string, unknown>;
}

/** Resources of a type, by logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;

/** Parley's functions in a template; the folder is the end of the description. */
export const functionsOf = (template: Template): FoundFunction[] =>
  Object.entries(resourcesOf(template, 'AWS::Lambda::Function'))
    .filter(([, { Properties }]) => String(Properties['Description']).startsWith('Parley '))
    .map(([id, { Properties }]) => ({
      id,
      folder: String(Properties['Description']).split(': ').at(-1) ?? '',
      properties: Properties,
    }));

/** The logical id in a `Ref` or `Fn::GetAtt`. */
export const targetOf = (value: unknown): string | undefined => {
  const { Ref, 'Fn::GetAtt': attribute } = Object(value);
  return Ref ?? attribute?.[0];
};

/** The statements inside a role. */
export const statementsOfRole = ({ Properties }: Resource): Statement[] =>
  ((Properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
