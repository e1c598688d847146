import { configure } from '@testing-library/react';
import { loadCatalogue } from '#site/strings/languages.ts';
import { setStrings } from '#site/strings/strings.ts';

// Before any module of the site, since they read their strings at load time.
setStrings(await loadCatalogue('en'));

// For busy machines.
configure({ asyncUtilTimeout: 20_000 });
