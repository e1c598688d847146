import type { Operation } from './cost-operations.ts';
import { assumptions, callCost, edgeCost, gbOfKb, logCost, prices, unitsCost } from './prices.ts';

/** The cost of a file in addition to its message: [what, dollars each]. */
export const fileCosts = (find: (start: string) => Operation): [string, number][] => {
  const { file } = assumptions;
  const withFile = unitsCost(find('file: send'));
  const requests = 2 * prices.objectWrite + prices.objectRead;
  return [
    [
      'asking for the upload, completing it: HTTP API and functions',
      callCost(file.create) + callCost(file.complete),
    ],
    ['a URL for each of both people: HTTP API and function', 2 * callCost(file.get)],
    [
      'DynamoDB: the item of the attachment',
      unitsCost(find('file: ask')) +
        unitsCost(find('file: complete')) +
        2 * unitsCost(find('file: a URL')) +
        withFile -
        unitsCost(find('send')),
    ],
    ['CloudFront and logs of these four calls', 4 * (edgeCost + logCost)],
    ['S3 requests: upload, check, copy, two downloads', requests + 2 * prices.objectRead],
    ['S3 to both people over the internet', 2 * file.kilobytes * gbOfKb * prices.objectGbOut],
  ];
};
