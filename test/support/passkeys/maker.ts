import { createPrivateKey } from 'node:crypto';

/** A certificate of a maker of authenticators as WebAuthn (8.2.1) requires it, made for tests; valid until 2126. */
export const maker = {
  certificate: Buffer.from(
    'MIIB8TCCAZigAwIBAgIURjApK2jgTdxDkjm85aWUXQxZsU0wCgYIKoZIzj0EAwIwTzELMAkGA1UEBhMCREUxDTALBgNVBAoMBFRlc3QxIjAgBgNVBAsMGUF1dGhlbnRpY2F0b3IgQXR0ZXN0YXRpb24xDTALBgNVBAMMBFRlc3QwIBcNMjYxMTMwMDkyMDE4WhgPMjEyNjExMDYwOTIwMThaME8xCzAJBgNVBAYTAkRFMQ0wCwYDVQQKDARUZXN0MSIwIAYDVQQLDBlBdXRoZW50aWNhdG9yIEF0dGVzdGF0aW9uMQ0wCwYDVQQDDARUZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ+Eb4YPn5pjJaZ76TX7buTlXvjOXzc4xgoMiQXHbYiA/XHwAR3UULz3o78OBjPbiAAbsRPNN4u3u6TE77pjIvKNQME4wHQYDVR0OBBYEFKFvUYwkCTdJ2VODB4mirIBDvHjwMB8GA1UdIwQYMBaAFKFvUYwkCTdJ2VODB4mirIBDvHjwMAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDRwAwRAIgWeGc4WA9oqdAvGJ/rSRLyw59TvYjTmnB6P5CyN41T5kCIGaoAuJUQo7JaHcfkvHNWRwX9e3XgGZNRKgzpCP8FLcX',
    'base64',
  ),
  key: createPrivateKey({
    key: Buffer.from(
      'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmDXQDYU5W6/Gww88lZZJkFHk5f/ehKa9IUCM8p+mBFShRANCAARn4Rvhg+fmmMlpnvpNftu5OVe+M5fNzjGCgyJBcdtiID9cfABHdRQvPejvw4GM9uIABuxE803i7e7pMTvumMi8',
      'base64',
    ),
    format: 'der',
    type: 'pkcs8',
  }),
};
