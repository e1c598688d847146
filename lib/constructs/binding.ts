import type { Role } from 'aws-cdk-lib/aws-iam';

export type Variables = Readonly<Record<string, string>>;

/** What a function is given of a resource: environment variables and the rights that go with them. */
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

/** Several bindings as one. */
export const together = <const B extends readonly Binding<Variables>[]>(
  ...bindings: B
): Binding<All<B>> => ({
  environment: Object.assign({}, ...bindings.map(({ environment }) => environment)),
  grantTo: (role) => {
    for (const binding of bindings) binding.grantTo(role);
  },
});

/** For a function that needs nothing but its code. */
export const nothing = together();
