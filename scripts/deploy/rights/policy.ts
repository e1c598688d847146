/** A statement of an IAM policy. */
interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** The account and region that a policy is for; both may be `*`. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: string | readonly string[],
): Statement => ({ Sid, Effect: 'Allow', Action, Resource });

export const policy = (...Statement: Statement[]): Policy => ({ Version: '2012-10-17', Statement });
