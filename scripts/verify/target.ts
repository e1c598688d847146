import { capabilities, type EndpointCapability } from '../../test/support/endpoint.ts';
import type { StageView } from './stage-view.ts';

/** The needs of checks besides an address; each with the reason that is printed when it is missing. */
export const needs = {
  site: 'there is no site at this address',
  https: 'the address is not https',
  accounts: 'no accounts: registration is closed here, and none were given by --accounts',
  'new accounts': 'it needs a new account, and registration is closed here',
  stage: 'it needs the AWS rights of an operator: run it with --stage',
  cloudfront: 'there is no CloudFront in front of this stage',
  aws: 'only AWS itself has it',
  long: 'it takes 11 minutes or more: run it with --long',
  monitoring: 'the stage has no monitoring (docs/deploy.md)',
} as const;
export type Need = keyof typeof needs | EndpointCapability;

/** A Parley to verify. */
export interface Target {
  /** The address without `/api` and without a trailing slash. */
  readonly url: string;
  /** The address of the site as its pages see it: another than `url` behind the front of an emulator. */
  readonly siteUrl: string;
  readonly socketUrl: string;
  /** With the rights of an operator, for a deployed stage. */
  readonly stage: StageView | null;
  /** Needs that this target does not meet. */
  readonly lacks: ReadonlySet<Need>;
}

export const isCapability = (need: Need): need is EndpointCapability => need in capabilities;

/** Why this need is not met. */
const reasonOf = (need: Need): string =>
  isCapability(need) ? `${need}: this endpoint lacks it (${capabilities[need]})` : needs[need];

/** The reasons why a check with these needs cannot run; null if it can. */
export const missing = ({ lacks }: Target, wanted: readonly Need[] = []): string | null => {
  const reasons = wanted.filter((need) => lacks.has(need)).map(reasonOf);
  return reasons.length > 0 ? reasons.join('; ') : null;
};
