/** The values that all examples share, so that a reader can follow them from one example to the next. */
export const samples = {
  ada: '5b0c2f9e-3d64-4a51-9c2b-7d1f0a6e8b01',
  bob: 'c7e41d3a-8f20-4b7d-a5f6-2e9b4c0d1f02',
  conversation: '91d7a6b4-0c3e-4f58-8b2d-6a5e3f7c9d03',
  message: '4RCRIR2qxbtzDtTpZzI2zL3',
  earlierMessage: '4RCRIR2qxbtzDtTpZzI2zL2',
  photo: 'q8mJ2cV0t7YxWnR4bLzK1A',
  clientId: '7f6dd3fe-15fb-4bb8-8a5c-0b1f6a1c2d3e',
  attachment: '2a8e5c70-6b1f-4d93-b7a4-f0c3d9e81204',
  challenge: 'mB4xQ9rT2kVw7ZsYpL1dHcN8',
  credential: 'rT7vKx2mQ9bLwYc4Zp1NfA',
  passkeyChallenge: 'p0XcV7uJb2sWfR9yTgKq3mEoLh5dNz8A',
  socket: 'L0SM9cOFvHcCIhw=',
  at: '2026-03-14T09:26:53.589Z',
  later: '2026-03-14T09:28:11.204Z',
} as const;
