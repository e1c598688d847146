import type { Role } from 'aws-cdk-lib/aws-iam';

export type Variables = Readonly<Record<string, string>>;

/** Access of a function to a resource: environment variables and the matching rights. */
export interface Binding<V extends Variables> {
  readonly environment: V;
  grantTo(role: Role): void;
}

type All<B extends readonly Binding<Variables>[]> = B extends readonly [
  Binding<infer V>,
  ...infer Rest extends readonly Binding<Variables>[],
]
  ? V & All<Rest>
  : Record<never, string>;

/** Merges several bindings into one. */
export const together = <const B extends readonly Binding<Variables>[]>(
  ...bindings: B
): Binding<All<B>> => ({
  environment: Object.assign({}, ...bindings.map(({ environment }) => environment)),
  grantTo: (role) => {
    for (const binding of bindings) binding.grantTo(role);
  },
});

/** For a function that uses no resources. */
export const nothing = together();
