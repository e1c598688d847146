/**
 * The parameters in which `npm run deploy` stores the key pair that identifies a stage to push services: the
 * private key as a SecureString, the public one as text.
 */
export const vapidParameters = (stage: string): { private: string; public: string } => ({
  private: `/parley/${stage}/push-private-key`,
  public: `/parley/${stage}/push-public-key`,
});
