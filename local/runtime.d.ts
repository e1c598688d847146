export declare const runtimeProblem: (
  version: string,
  platform: string,
  arch: string,
) => string | null;
