import type { AlarmProps, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** An alarm. `heading` (default: its id) is the heading in docs/runbook.md that says what to do. */
export class RunbookAlarm extends Alarm {
  constructor(
    scope: Construct,
    id: string,
    {
      heading = id,
      // No data means no traffic, which is fine.
      treatMissingData = TreatMissingData.NOT_BREACHING,
      ...props
    }: { metric: Metric; threshold: number; heading?: string } & Pick<
      AlarmProps,
      'treatMissingData'
    >,
  ) {
    super(scope, id, {
      ...props,
      alarmDescription: `What to do: docs/runbook.md#${heading}`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData,
    });
  }
}
