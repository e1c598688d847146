/** List prices in USD, us-east-1, without any free tier. Check them: prices change. */
export const prices = {
  asOf: 'mid-2025',
  httpRequest: 1.0e-6,
  socketMessage: 1.0e-6,
  socketMinute: 0.25e-6,
  functionRequest: 0.2e-6,
  functionGbSecond: 0.0000133334,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  edgeRequest: 1.0e-6,
  edgeGb: 0.085,
  logGb: 0.5,
} as const;

/** What cannot be measured without an account; each is an assumption, stated in docs/cost.md. */
export const assumptions = {
  /** Billed time of a warm call, and the memory of the function. */
  send: { milliseconds: 25, memoryGb: 1 },
  read: { milliseconds: 20, memoryGb: 0.5 },
  devicesOfBoth: 2,
  edgeKb: 2,
  logKb: 1,
} as const;
