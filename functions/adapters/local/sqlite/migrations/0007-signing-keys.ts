export const signingKeys = `
-- Keys of access tokens: the first signs, former ones verify until their time is over.
INSERT INTO settings
  SELECT 'signing_keys', json_array(json_object('kid', 'local', 'pem', value, 'until', NULL))
  FROM settings WHERE name = 'signing_key';
DELETE FROM settings WHERE name = 'signing_key';
`;
