/** LocalStack runs functions in containers of their own, where only this name leads back to it. */
const localStackAddress = 'http://localhost.localstack.cloud:4566';

/** Where functions and clients reach an emulator: MiniStack's functions share its machine and address. */
export const addressForFunctions = async (endpoint: string): Promise<string> => {
  const asked = process.env['PARLEY_LAMBDA_ENDPOINT_URL'];
  if (asked) return asked;
  const answer = await fetch(`${endpoint}/_ministack/health`);
  return answer.ok ? endpoint : localStackAddress;
};
